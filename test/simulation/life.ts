import { closing, must, Violation } from './picture.ts'
import type { Scenario } from './scenario.ts'
import type { Simulation } from './simulation.ts'

/** Events of one run at most: far above what any needs, so that one which never rests is seen. */
const MOST_STEPS = 400_000

/**
 * Seconds after the last fault within which every run closes: messages that were lost are missed after a visibility
 * timeout, and so may be what follows from them; the dead are replaced three times; the longest wait is that of SQS.
 */
const closesWithin = ({ visibilitySeconds, timeoutSeconds }: Scenario): number =>
  4 * visibilitySeconds + 4 * (timeoutSeconds + 120) + 1_800

/** A person looks at a paused run, and lets it go on. */
const RESUMES_AFTER = 60

/** From the start of a run until nothing of it is under way; says how long after the last fault it closed. Throws `Violation` where that does not come. */
export async function live(simulation: Simulation): Promise<{ closedAfterSeconds: number }> {
  const { cloud, scenario } = simulation
  const { scheduler, faults, history } = cloud
  const begin = scheduler.now
  const at = (seconds: number, act: () => void) => scheduler.after(begin + seconds * 1_000 - scheduler.now, act)

  for (const [run, seconds] of scenario.startsAt.entries()) at(seconds, () => startUntilItDoes(simulation, run))
  simulation.sweepFromNowOn()
  for (const action of scenario.actions) at(action.at, () => doIt(simulation, action))
  at(scenario.calmAt, () => {
    history.tell('weather', () => 'calm from now on')
    faults.on = false
  })
  const last = begin + Math.max(0, ...scenario.actions.map((action) => action.at)) * 1_000
  const isOver = () => simulation.isDone && !simulation.alive && scheduler.now > last
  await stepUntil(simulation, () => !faults.on || isOver())
  faults.on = false
  // Somebody raises the month's limit, so that what waits for it may end.
  simulation.monthlyLimit = undefined
  resumeWhilePaused(simulation)
  const calm = scheduler.now
  const limit = closesWithin(scenario)
  const late = () => scheduler.now - calm > limit * 1_000
  await stepUntil(simulation, () => simulation.isDone || late())
  must(simulation.isDone, () => `the run is not published ${limit} s after the last fault`)

  const done = scheduler.now
  const closedAfterSeconds = (done - calm) / 1_000
  const rest = 10 * Math.max(scenario.visibilitySeconds, 1_800)
  await stepUntil(simulation, () => !simulation.alive || scheduler.now - done > rest * 1_000)
  must(!simulation.alive, () => `${simulation.underWay} messages circle after the end`)
  return { closedAfterSeconds }
}

/** Lets time pass until something is so. Throws what went wrong as soon as it does. */
export async function stepUntil(simulation: Simulation, reached: () => boolean): Promise<void> {
  const { scheduler } = simulation.cloud
  while (!reached()) {
    if (!(await scheduler.step())) throw new Violation('nothing is planned any more')
    if (simulation.violation) throw simulation.violation
    if (scheduler.steps > MOST_STEPS) throw new Violation('it does not come to rest')
  }
}

function startUntilItDoes(simulation: Simulation, run: number): void {
  simulation.ask('start', run, (ok) => {
    if (!ok) simulation.cloud.scheduler.after(5_000, () => startUntilItDoes(simulation, run))
  })
}

function resumeWhilePaused(simulation: Simulation): void {
  simulation.cloud.scheduler.after(RESUMES_AFTER * 1_000, () => {
    if (simulation.isDone) return
    for (const [run, { picture }] of simulation.auditors.entries()) {
      if (picture.log.at(-1)?.status.is === 'paused') simulation.ask('resume', run)
    }
    resumeWhilePaused(simulation)
  })
}

function doIt(simulation: Simulation, { kind, run }: Scenario['actions'][number]): void {
  const { history, scheduler, chance } = simulation.cloud
  const { picture } = simulation.auditors[run]!
  if (picture.run === undefined) return
  history.tell('somebody', () => kind)
  switch (kind) {
    case 'cancel':
    case 'pause':
    case 'resume':
    case 'redrive':
    case 'redrive rejected':
    case 'start again, dearer':
      simulation.ask(kind, run)
      break
    case 'sweep':
      simulation.sweep()
      break
    case 'two ticks at once':
      simulation.tickTwice(run)
      break
    case 'restart':
      simulation.restart()
      scheduler.after(chance.spread(1_000, 60_000), () => simulation.ask('resume', run))
      break
    case 'compile early': {
      const n = closing(picture)?.n
      if (n !== undefined) simulation.compileEarly(run, n)
    }
  }
}
