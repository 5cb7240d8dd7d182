'use client'

import { useQueryClient } from '@tanstack/react-query'
import { fixTimes } from '@/lib/contract/permalink'
import { toSearch } from '@/lib/contract/view-state'
import { copyText } from '../copy-text'
import { readShownMomentMs } from '../time/shown-moment'
import { showToast } from '../toasts/toast-store'
import { useView } from '../view'

/** The address of what is on screen, which shows the same at any later time. */
export const useCopyLink = (): (() => Promise<void>) => {
  const [view] = useView()
  const client = useQueryClient()
  return async () => {
    const { origin, pathname, hash } = window.location
    const link = `${origin}${pathname}${toSearch(fixTimes(view, readShownMomentMs(client)))}${hash}`
    if (await copyText(link)) {
      showToast({
        tone: 'done',
        title: 'Link copied',
        advice: 'It keeps this window, whenever it is opened.',
      })
    } else {
      showToast({
        tone: 'problem',
        title: 'This browser gives the page no clipboard',
        advice: 'Copy the link from here:',
        text: link,
      })
    }
  }
}
