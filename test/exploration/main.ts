import { parseArgs } from 'node:util'
import { alter } from '../simulation/altered.ts'
import { GUARDS } from '../simulation/guards.ts'
import { SCENES } from './scenes.ts'

const USAGE = `npm run explore                      every state of every scene
  --scene NAME    of this one only: ${SCENES.map(({ name }) => name).join(', ')}
  --without G     without that guard of test/simulation/guards.ts, to see it missed
  --verbose       tells how far it is`

const { values } = parseArgs({
  options: {
    scene: { type: 'string' },
    without: { type: 'string' },
    verbose: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

if (values.help) console.log(USAGE)
else await main()

async function main(): Promise<void> {
  const scenes = SCENES.filter(({ name }) => values.scene === undefined || values.scene === name)
  const guard = GUARDS.find(({ guard }) => guard === values.without)
  if (scenes.length === 0) throw new Error(`there is no scene "${values.scene}"`)
  if (values.without !== undefined && guard === undefined) throw new Error(`there is no guard "${values.without}"`)
  if (guard !== undefined) alter(guard)
  // What is altered must not be there yet.
  const { explore } = await import('./exploration.ts')
  const { INVARIANTS } = await import('./laws.ts')

  console.log(`invariants\n${INVARIANTS.map((each) => `  ${each}`).join('\n')}\n`)
  const all = { states: 0, transitions: 0, seconds: 0 }
  for (const { name, about, bounds } of scenes) {
    const began = performance.now()
    const { states, transitions, depth, points, whole, violation } = await explore(bounds, {
      ...(values.verbose && { tell: (line: string) => console.log(`  ${line}`) }),
    })
    const seconds = (performance.now() - began) / 1_000
    all.states += states
    all.transitions += transitions
    all.seconds += seconds
    console.log(`${name}: ${about}`)
    console.log(
      `  ${states} states, ${transitions} transitions, ${depth} deep, ${points} points of the code; ${seconds.toFixed(1)} s`,
    )
    if (violation === undefined) console.log(`  ${whole ? 'all of them' : 'NOT all of them'}, no violation`)
    else {
      for (const [n, line] of violation.trace.entries()) console.log(`${String(n + 1).padStart(5)}  ${line}`)
      process.exitCode = 1
    }
  }
  const verdict = process.exitCode === 1 ? 'an invariant is violated' : 'no invariant is violated'
  console.log(`\n${all.states} states, ${all.transitions} transitions in ${all.seconds.toFixed(0)} s: ${verdict}`)
}
