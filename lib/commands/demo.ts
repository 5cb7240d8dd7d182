import type { DemoAnswer, DemoParams } from '../contract/demo'
import { NotFoundError } from '../core/errors'
import { readDemoNodes } from '../store/demo-nodes'
import { getStore } from '../store/db'
import { demoProgram, type DemoProgram } from './demo-program'

const openProgram = (): DemoProgram => {
  const program = demoProgram()
  if (program === null) throw new NotFoundError('demonstration fleets are switched off here')
  return program
}

const toAnswer = async (program: DemoProgram): Promise<DemoAnswer> => ({
  ...(await readDemoNodes(getStore())),
  ...program.state,
})

export const getDemo = (_params: DemoParams): Promise<DemoAnswer> => toAnswer(openProgram())

/** Begins to load a made-up fleet; how far it is, `getDemo` says. */
export const startDemo = (_params: DemoParams): Promise<DemoAnswer> => {
  const program = openProgram()
  program.load()
  return toAnswer(program)
}

/** Begins to remove made-up fleets, and nothing else. */
export const removeDemo = (_params: DemoParams): Promise<DemoAnswer> => {
  const program = openProgram()
  program.remove()
  return toAnswer(program)
}
