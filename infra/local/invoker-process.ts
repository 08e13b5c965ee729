import type { Bundle, Invoke } from './invocation.ts'
import { invokerOf } from './invoker.ts'

const loading = invokerOf(JSON.parse(process.argv[2]!) as Bundle)

// At once: what comes while nobody listens is lost, unlike with a thread.
process.on('message', async (asked: Invoke) => {
  const invoke = await loading
  const answer = await invoke(asked)
  process.send?.(answer)
})
// Nobody else would end it.
process.once('disconnect', () => process.exit())
