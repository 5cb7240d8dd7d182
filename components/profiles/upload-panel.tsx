'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore, type DragEvent } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { toApiError } from '@/components/ui/fetch-api'
import { showToast } from '@/components/ui/toasts/toast-store'
import { uploadAnswer, uploadSnippets, uploadText } from './prepare-upload'

const never = () => () => undefined

/** The address by which this browser reaches the server; an example while the server renders. */
const useOrigin = (): string =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => 'http://127.0.0.1:3000',
  )

/** How profiles get here. */
export const UploadPanel = ({ isOpen }: { isOpen: boolean }) => (
  <details className="profiles-more" open={isOpen}>
    <summary>
      <h2>Send profiles</h2> <span className="text-muted">by curl, or from here</span>
    </summary>
    <p className="text-sm text-muted">
      Folded stacks, pprof and the text of perf script, gzip or not: the server tells which it is. The same
      profile sent again changes nothing.
    </p>
    <DropField />
    <ul className="grid gap-3 lg:grid-cols-3">
      {uploadSnippets(useOrigin()).map(({ title, code }) => (
        <li key={title} className="min-w-0">
          <CodeBlock title={title} code={code} />
        </li>
      ))}
    </ul>
  </details>
)

const send = async ({ file, owner }: { file: File; owner: string }) => {
  const response = await fetch(`/api/v1/profiles?${new URLSearchParams({ node: owner }).toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
  const taken = uploadAnswer.safeParse(
    await response
      .clone()
      .json()
      .catch(() => null),
  )
  if (!taken.success) throw await toApiError(response)
  return taken.data
}

const DropField = () => {
  const client = useQueryClient()
  const [owner, setOwner] = useState('')
  const { mutate, isPending } = useMutation({
    mutationFn: send,
    onSuccess: (answer) => {
      showToast({ tone: 'done', title: uploadText(answer) })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['profiles'] }),
  })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file !== undefined) mutate({ file, owner: owner.trim() })
  }
  return (
    <div
      className="drop-field"
      onDragOver={(event: DragEvent) => {
        event.preventDefault()
      }}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        if (owner.trim() !== '') take(event.dataTransfer.files)
      }}
    >
      <label className="rule-field">
        Node that it is of
        <input
          className="control w-44"
          value={owner}
          placeholder="proxy-1"
          onChange={(event) => {
            setOwner(event.target.value)
          }}
        />
      </label>
      <label className="rule-field">
        File, or drop it here
        <input
          type="file"
          className="text-sm"
          disabled={owner.trim() === '' || isPending}
          onChange={(event) => {
            take(event.target.files)
            event.target.value = ''
          }}
        />
      </label>
    </div>
  )
}
