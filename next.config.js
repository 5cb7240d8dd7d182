/** @type {import('next').NextConfig} */
const config = {
  // Types are checked by `npm run verify`; a start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@prisma/adapter-pg', '@prisma/client', 'pg', 'pino', 'prom-client'],
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  // A start loads no page before somebody asks for one.
  experimental: { preloadEntriesOnStart: false },
}

export default config
