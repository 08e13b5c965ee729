import { EXIT } from './exit.ts'

/** Milliseconds within which several signals are one press: the terminal sends it to all, and npm and the launcher pass it on. */
const ONE_PRESS = 500

export interface Interruption {
  /** Aborted by the first press. */
  readonly signal: AbortSignal
  /** From here on, the first press is only told, and the second ends the process. */
  arm(): void
  stop(): void
}

/** Ctrl-C: before `arm` it ends the process at once; afterwards the first press asks to stop, and the second does not ask. */
export function onInterruption(): Interruption {
  const controller = new AbortController()
  let armed = false
  let first = 0
  const press = (): void => {
    if (!armed) process.exit(EXIT.interrupted)
    if (!controller.signal.aborted) {
      first = Date.now()
      controller.abort()
    } else if (Date.now() - first > ONE_PRESS) process.exit(EXIT.interrupted)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, press)
  return {
    signal: controller.signal,
    arm: () => {
      armed = true
    },
    stop: () => {
      for (const signal of signals) process.off(signal, press)
    },
  }
}
