import { describe, expect, it, vi } from 'vitest'
import type { Client } from '../../infra/cli/client.ts'
import { watch } from '../../infra/cli/watch.ts'
import type { RunView } from '../../shared/run/view.ts'
import { aView } from './a-view.ts'

const aTerminal = () => ({ isLive: true, width: 80, say: vi.fn(), status: vi.fn(), confirm: vi.fn() })

/** Answers with one view after the other, the last one for ever. */
const aClient = (...views: RunView[]) => {
  const view = vi.fn(async () => (views.length > 1 ? views.shift()! : views[0]!))
  const resume = vi.fn(async () => aView())
  return { view, resume } as unknown as Client & { view: typeof view; resume: typeof resume }
}

const never = new AbortController().signal

describe('watching a run', () => {
  it('ends when the run is published', async () => {
    const done = aView({ status: { is: 'done', reason: 'complete' } })
    const client = aClient(aView(), aView({ status: { is: 'closed', reason: 'complete' } }), done)

    expect(await watch('run-1', client, aTerminal(), never)).toEqual({ view: done, why: 'done' })
  })

  it('ends when the run pauses', async () => {
    const paused = aView({ status: { is: 'paused', reason: 'the key was refused' } })

    expect(await watch('run-1', aClient(paused), aTerminal(), never)).toEqual({ view: paused, why: 'paused' })
  })

  it('ends when somebody presses Ctrl-C, without waiting for the next look', async () => {
    const press = new AbortController()
    const watching = watch('run-1', aClient(aView()), aTerminal(), press.signal)

    press.abort()

    expect((await watching).why).toBe('interrupted')
  })

  it('leaves no line of progress behind', async () => {
    const terminal = aTerminal()

    await watch('run-1', aClient(aView({ status: { is: 'done' } })), terminal, never)

    expect(terminal.status).toHaveBeenLastCalledWith('')
  })

  it('has the run looked after again when nobody has looked for two minutes, as the sweep would in the cloud', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T20:00:00Z') })
    const seenAt = '2026-11-22T19:59:59.000Z'
    const client = aClient(aView({ seenAt }), aView({ seenAt }), aView({ status: { is: 'done' } }))
    client.view.mockImplementationOnce(async () => {
      vi.setSystemTime(Date.parse('2026-11-22T20:02:01Z'))
      return aView({ seenAt })
    })

    await watch('run-1', client, aTerminal(), never)
    vi.useRealTimers()

    expect(client.resume).toHaveBeenCalledOnce()
  })
})
