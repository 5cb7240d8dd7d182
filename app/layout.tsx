import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AppHeader } from '@/components/ui/app-header'
import { AppProviders } from '@/components/ui/app-providers'
import { LinkUpgrade } from '@/components/ui/permalink/link-upgrade'
import { StaleBar } from '@/components/ui/stale/stale-bar'
import { toTheme } from '@/components/ui/theme'
import { Toaster } from '@/components/ui/toasts/toaster'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Fleet · usescope', template: '%s · usescope' },
  description: 'Utilization, saturation and errors of every resource of every node, worst first',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

const RootLayout = async ({ children }: { children: ReactNode }) => {
  const theme = toTheme((await cookies()).get('theme')?.value)
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <AppProviders>
          <AppHeader theme={theme} />
          <StaleBar />
          <main id="content" tabIndex={-1}>
            {children}
          </main>
          <Toaster />
          <LinkUpgrade />
        </AppProviders>
      </body>
    </html>
  )
}

export default RootLayout
