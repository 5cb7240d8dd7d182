'use client'

import { useLayoutEffect, useRef, type ReactNode } from 'react'

interface ModalProps {
  title: string
  className?: string
  onClose: () => void
  children: ReactNode
}

/** The browser's own dialog: it holds the focus, closes with Escape and gives the focus back. */
export const Modal = ({ title, className = '', onClose, children }: ModalProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  /** Closed before it leaves the page, or the focus would be lost with it. */
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => {
      shown?.close()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      className={`modal ${className}`}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className="modal-body">{children}</div>
    </dialog>
  )
}
