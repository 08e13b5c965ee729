import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Manifest } from '../../shared/dataset/block.ts'
import { keys } from '../../shared/run/keys.ts'
import { fromBytes, toBytes } from '../../shared/run/stored-json.ts'
import { aFolder } from '../local/scratch.ts'
import { answered, World } from '../run/world.ts'
import { aDeployedApi, credentials } from './a-deployed-api.ts'
import { fabula } from './command.ts'

vi.spyOn(console, 'log').mockImplementation(() => {})

const NO_SCREEN = { DISPLAY: '', WAYLAND_DISPLAY: '', WSL_DISTRO_NAME: '' }

/** The functions of this world draw none. */
async function drawReport({ store }: World, version: string): Promise<void> {
  const body = Buffer.from(`<html>${version}</html>`)
  const key = keys.manifest('tiny', version)
  const manifest = fromBytes<Manifest>((await store.read(key))!.body)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const file = { path: 'report.html', format: 'html', rows: 0, bytes: body.length, sha256 } as const
  await store.put(`${keys.version('tiny', version)}report.html`, body)
  await store.put(key, toBytes({ ...manifest, files: [...manifest.files, file] }))
}

/** A stack with two versions of the dataset `tiny`. */
async function aStack() {
  const world = new World({ script: (_, call) => answered(`a text with the number ${call} in it, ${'xyz'[call % 3]}`) })
  const runs = []
  for (const seed of ['s0', 's1']) {
    world.now += 60_000
    runs.push((await world.start({ count: 4, seed })).id)
    await world.settle()
    await drawReport(world, `${runs.at(-1)}.2`)
  }
  const stack = await aDeployedApi(world)
  return { ...stack, runs, environment: { ...credentials, ...NO_SCREEN, FABULA_API: stack.url } }
}

describe('fabula view of a deployed stack', () => {
  it('brings the report of the newest dataset, and nothing else of it', async () => {
    const { environment, asked, runs } = await aStack()
    const { code, stdout, stderr } = await fabula(['view'], environment)

    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('no screen') })
    expect(stdout.trim()).toMatch(new RegExp(`${runs[1]}.2/report.html$`))
    expect(readFileSync(stdout.trim(), 'utf8')).toBe(`<html>${runs[1]}.2</html>`)
    expect(asked.filter((line) => line.includes('/objects/'))).toHaveLength(1)
  })

  it('finds what is meant by name, version and run, and says what there is where it finds nothing', async () => {
    const { environment, url, runs } = await aStack()
    const meant = ['tiny', `${runs[0]}.2`, runs[0]!]

    const seen = await Promise.all(meant.map((each) => fabula(['view', each, '--no-open', '--api', url], environment)))
    const wrong = await fabula(['view', 'novels', '--api', url], environment)

    expect(seen.map(({ stdout }) => stdout.trim().split('/').at(-2))).toEqual([
      ...[`${runs[1]}.2`, `${runs[0]}.2`, `${runs[0]}.2`],
    ])
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('no dataset "novels"') })
    expect(wrong.stderr).toContain('There is: tiny.')
  })

  it('leaves a folder of this machine what it is', async () => {
    const { environment, asked } = await aStack()
    const { code, stderr } = await fabula(['view', `${aFolder()}/there`], environment)
    expect({ code, asked }).toEqual({ code: 2, asked: [] })
    expect(stderr).toContain('There is no dataset')
  })
})

describe('commands on datasets, of a deployed stack', () => {
  it('pull what they look at into the folder of datasets, once', async () => {
    const { environment, asked, runs } = await aStack()
    const out = aFolder()

    const compared = await fabula(
      ['compare', runs[0]!, runs[1]!, '--out', out, '--to', join(out, 'c.html'), '--json'],
      environment,
    )
    const fetched = asked.filter((line) => line.includes('/objects/')).length
    const exported = await fabula(
      ['export', `tiny@${runs[0]}.2`, '-f', 'pretraining', '--runs', out, '--out', join(out, 'texts')],
      environment,
    )

    expect(compared).toMatchObject({ code: 0 })
    expect(JSON.parse(compared.stdout).datasets.map(({ folder }: { folder: string }) => folder)).toEqual(
      runs.map((run) => join(out, 'tiny', `${run}.2`)),
    )
    expect(exported).toMatchObject({ code: 0 })
    expect(readdirSync(join(out, 'texts')).length).toBeGreaterThan(0)
    expect(asked.filter((line) => line.includes('/objects/'))).toHaveLength(fetched)
  })

  it('probe and verify pull into out/', async () => {
    const { environment, runs } = await aStack()
    const here = aFolder()
    const probed = await fabula(['probe', 'tiny'], environment, here)
    const verified = await fabula(['verify', `tiny@${runs[0]}.2`], environment, here)
    expect(probed.stdout + probed.stderr).toContain('tiny')
    // It looked at texts without code.
    expect(verified.stderr).toContain('has code in "text"')
    expect(existsSync(join(here, 'out/tiny', `${runs[1]}.2`, 'manifest.json'))).toBe(true)
    expect(existsSync(join(here, 'out/tiny', `${runs[0]}.2`, 'manifest.json'))).toBe(true)
  })
})
