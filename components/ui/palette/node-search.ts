import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fleetGrid } from '@/lib/contract/fleet'
import { printMatchers } from '@/lib/core/label-matchers'
import { fetchApi } from '../fetch-api'

const MOST_NODES = 8
/** A pattern has 200 characters at most, and a letter takes four of them. */
const MOST_CHARACTERS = 40

const eitherCase = (character: string): string => {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()]
  if (/^[a-z0-9]$/i.test(character)) return lower === upper ? character : `[${lower}${upper}]`
  return /^[\x20-\x7e]$/.test(character) ? `\\${character}` : character
}

/** A filter for nodes whose name holds the text, in upper or lower case. */
export const nameFilter = (text: string): string => {
  const pattern = [...text].slice(0, MOST_CHARACTERS).map(eitherCase).join('')
  return printMatchers([{ label: 'name', operator: '=~', value: `.*${pattern}.*` }])
}

export const nodeSearchQuery = (text: string) =>
  queryOptions({
    queryKey: ['palette', 'nodes', text],
    queryFn: async ({ signal }) => {
      const params = { from: 'now-15m', filter: nameFilter(text), sort: 'name', limit: MOST_NODES }
      const { nodes, total } = await fetchApi(fleetGrid, 'fleet', params, signal)
      return { nodes: nodes.map(({ id, name, state }) => ({ id, name, state })), total }
    },
    enabled: text !== '',
    placeholderData: keepPreviousData,
  })
