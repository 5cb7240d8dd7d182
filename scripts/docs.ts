import { configurationMarkdown } from '@/lib/config/configuration-markdown'
import { checklistMarkdown } from '@/lib/core/checklist/markdown'

/** Pages that are written from the code they describe. */
export const GENERATED_DOCS: readonly { file: string; render: () => string }[] = [
  { file: 'docs/configuration.md', render: configurationMarkdown },
  { file: 'docs/checklist.md', render: checklistMarkdown },
]
