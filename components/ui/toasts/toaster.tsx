'use client'

import { useSyncExternalStore } from 'react'
import { dismissToast, readToasts, subscribeToToasts, type Toast } from './toast-store'

const NONE: readonly Toast[] = []

export const Toaster = () => {
  const toasts = useSyncExternalStore(subscribeToToasts, readToasts, () => NONE)
  return (
    <div role="status" aria-live="polite" className="toaster">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast" data-tone={toast.tone}>
          <div className="grid min-w-0 gap-1">
            <p className="font-semibold">{toast.title}</p>
            {toast.advice === '' ? null : <p>{toast.advice}</p>}
            {toast.text === '' ? null : (
              <input readOnly value={toast.text} aria-label={toast.title} className="control w-full" />
            )}
          </div>
          {toast.undo === null ? null : (
            <button
              type="button"
              className="button-quiet"
              onClick={() => {
                toast.undo?.()
                dismissToast(toast.id)
              }}
            >
              Undo<span className="sr-only">: {toast.title}</span>
            </button>
          )}
          <button
            type="button"
            className="button-quiet"
            onClick={() => {
              dismissToast(toast.id)
            }}
          >
            Close<span className="sr-only">: {toast.title}</span>
          </button>
        </div>
      ))}
    </div>
  )
}
