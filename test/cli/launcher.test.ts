import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { aFolder } from '../local/scratch.ts'
import { command, LAUNCHER } from './command.ts'

/** Lets the launcher think that it was started by Node 20, so that it starts the Node 24 of the packages. */
const ON_NODE_20 = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    "if (process.argv[1]?.endsWith('fabula.mjs')) Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })",
  )}`,
]

/** `fabula endpoint` under the launcher, and where it listens. */
const anEndpoint = async () => {
  const launcher = spawn(process.execPath, [...ON_NODE_20, LAUNCHER, 'endpoint', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void launcher.kill('SIGKILL'))
  const [url] = (await once(createInterface({ input: launcher.stdout }), 'line')) as [string]
  const answers = () =>
    fetch(`${url}/models`).then(
      ({ ok }) => ok,
      () => false,
    )
  return { launcher, answers }
}

describe('the launcher', () => {
  it.each([
    ['this Node', []],
    ['an older Node', ON_NODE_20],
  ])('passes on arguments, output and exit code, started by %s', async (_, node) => {
    const listed = await command(LAUNCHER, ['recipes'], { node })
    const wrong = await command(LAUNCHER, ['run', 'tinystories', '--count', '0'], { node })

    expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining('tinystories-instruct'), stderr: '' })
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining("argument '0' is invalid") })
  })

  it.each([
    ['this Node', []],
    ['an older Node', ON_NODE_20],
  ])('says what to do where the packages are not installed, started by %s', async (_, node) => {
    const clone = aFolder()
    mkdirSync(`${clone}/infra/cli`, { recursive: true })
    copyFileSync(LAUNCHER, `${clone}/infra/cli/fabula.mjs`)

    const { code, stderr } = await command(`${clone}/infra/cli/fabula.mjs`, ['recipes'], { node })

    expect(stderr).toBe(`fabula: its packages are not installed. Run this first:\n\n    cd ${clone}/ && npm ci\n\n`)
    expect(code).toBe(1)
  })

  it('passes a signal on, and ends as what it started ended', async () => {
    const { launcher, answers } = await anEndpoint()
    expect(await answers()).toBe(true)

    launcher.kill('SIGTERM')
    const [code] = await once(launcher, 'exit')

    expect(code).toBe(0)
    expect(await answers()).toBe(false)
  })

  it('leaves nothing running when it is killed', async () => {
    const { launcher, answers } = await anEndpoint()
    expect(await answers()).toBe(true)

    launcher.kill('SIGKILL')

    await vi.waitFor(async () => expect(await answers()).toBe(false), { timeout: 5_000 })
  })
})
