'use client'

import { ChoiceField, withChosen } from '@/components/ui/choice-field'
import { DraftField } from '@/components/ui/draft-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { useView } from '@/components/ui/view'
import type { LatencyOperationsAnswer } from '@/lib/contract/latency'
import { SLO_TARGETS } from '@/lib/contract/view-choices'
import { NO_SELECTION } from './box-selection'

interface LatencyFieldsProps {
  operations: LatencyOperationsAnswer | undefined
  error: Error | null
}

export const LatencyFields = ({ operations, error }: LatencyFieldsProps) => {
  const [{ service, operation, slo, sloTarget }, setView] = useView()
  const names = [...new Set(operations?.operations.map((row) => row.operation) ?? [])]
  return (
    <>
      <ChoiceField
        label="Service"
        value={service}
        choices={withChosen(operations?.services ?? [], service)}
        titleOf={(name) => (name === '' ? 'All services' : name)}
        className="max-w-44"
        onChoice={(name) => {
          setView({ service: name, operation: '', ...NO_SELECTION })
        }}
      />
      <ChoiceField
        label="Operation"
        value={operation}
        choices={withChosen(
          names.filter((name) => name !== ''),
          operation,
        )}
        titleOf={(name) => (name === '' ? 'All operations' : name)}
        className="max-w-52"
        onChoice={(name) => {
          setView({ operation: name })
        }}
      />
      <VantageField vantages={operations?.vantages ?? []} />
      <FilterField error={error} />
      <DraftField
        label="Objective in milliseconds"
        value={slo}
        placeholder="SLO in ms"
        suggestions={[]}
        className="w-24"
        onValue={(text) => {
          setView({ slo: text })
        }}
      />
      {slo === '' ? null : (
        <ChoiceField
          label="Share that must not take longer"
          value={sloTarget}
          choices={SLO_TARGETS}
          titleOf={(target) => `for ${String(Number((Number(target) * 100).toFixed(3)))} %`}
          onChoice={(target) => {
            setView({ sloTarget: target })
          }}
        />
      )}
    </>
  )
}

const SIDE_BY_SIDE = ' each'

/** All together, each beside the others, or one of them. */
const VantageField = ({ vantages }: { vantages: readonly string[] }) => {
  const [{ vantage, panels }, setView] = useView()
  const named = vantages.filter((name) => name !== '')
  if (named.length === 0 && vantage === '' && panels === '') return null
  const [all, ...each] = withChosen(named, vantage)
  return (
    <ChoiceField
      label="Vantage point"
      value={panels === 'vantage' ? SIDE_BY_SIDE : vantage}
      choices={[all ?? '', SIDE_BY_SIDE, ...each]}
      titleOf={(choice) =>
        choice === '' ? 'All vantage points' : choice === SIDE_BY_SIDE ? 'Each vantage point' : choice
      }
      className="max-w-44"
      onChoice={(choice) => {
        const isEach = choice === SIDE_BY_SIDE
        setView({ panels: isEach ? 'vantage' : '', vantage: isEach ? '' : choice, selectionVantage: '' })
      }}
    />
  )
}
