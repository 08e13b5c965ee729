import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { apiSend } from '../../infra/cli/api-send.ts'
import { clientOf } from '../../infra/cli/client.ts'
import { PullError, pull } from '../../infra/cli/pull.ts'
import { signedFetch } from '../../infra/cli/signed-fetch.ts'
import { aFolder } from '../local/scratch.ts'
import { answered, World } from '../run/world.ts'
import { aDeployedApi, credentials, REGION } from './a-deployed-api.ts'
import { fabula } from './command.ts'

vi.spyOn(console, 'log').mockImplementation(() => {})

/** A stack with so many versions of the dataset `tiny`. */
async function aPublishedDataset(versions = 1) {
  const world = new World({ script: (_, call) => answered(`a text with the number ${call} in it, ${'xyz'[call % 3]}`) })
  const made = []
  for (let n = 0; n < versions; n += 1) {
    world.now += 60_000
    made.push(`${(await world.start({ count: 4, seed: `s${n}` })).id}.2`)
    await world.settle()
  }
  const stack = await aDeployedApi(world)
  const identity = async () => ({
    accessKeyId: credentials.AWS_ACCESS_KEY_ID,
    secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
  })
  const client = clientOf(
    stack.url,
    apiSend({ url: stack.url, region: REGION, flag: '' }, signedFetch(REGION, identity)),
  )
  return { ...stack, stack, client, versions: made, ask: () => client.version('tiny', 'latest') }
}

const objects = (asked: string[]) => asked.filter((line) => line.startsWith('GET /objects/'))

describe('fabula pull', () => {
  it('brings the latest version, says so, and next time finds it there', async () => {
    const { url, versions, asked } = await aPublishedDataset(2)
    const out = aFolder()

    const first = await fabula(['pull', 'tiny', '--api', url, '--out', out], credentials)
    const fetched = objects(asked).length
    const second = await fabula(['pull', 'tiny', '--api', url, '--out', out, '--json'], credentials)

    const target = join(out, 'tiny', versions[1]!)
    expect(first.code).toBe(0)
    expect(first.stdout).toMatch(
      new RegExp(`^tiny ${versions[1]}: 4 rows in ${target}\n\\d+ files, [\\d.]+ kB, each as its SHA-256 says\\.\n$`),
    )
    expect(JSON.parse(second.stdout)).toMatchObject({
      version: versions[1],
      rows: 4,
      kept: JSON.parse(second.stdout).bytes,
    })
    expect(objects(asked).length).toBe(fetched)
    expect(JSON.parse(readFileSync(join(out, 'tiny/latest.json'), 'utf8')).version).toBe(versions[1])
  })

  it('brings a version that is named, and the latest stays the latest', async () => {
    const { url, versions } = await aPublishedDataset(2)
    const out = aFolder()
    await fabula(['pull', 'tiny', '--api', url, '--out', out], credentials)

    const { code, stdout } = await fabula(['pull', `tiny@${versions[0]}`, '--api', url, '--out', out], credentials)

    expect([code, stdout.split(':')[0]]).toEqual([0, `tiny ${versions[0]}`])
    expect(JSON.parse(readFileSync(join(out, 'tiny/latest.json'), 'utf8')).version).toBe(versions[1])
  })

  it.each([
    ['tini', 'did you mean "tiny"?'],
    ['reviews', 'there is tiny'],
    ['tiny@nobody.3', 'There is no version nobody.3 of tiny'],
    ['../../etc', 'There is nothing at this path'],
  ])('says where there is no %s', async (name, message) => {
    const { url } = await aPublishedDataset()
    const out = aFolder()

    const { code, stderr } = await fabula(['pull', name, '--api', url, '--out', out], credentials)

    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(readdirSync(out)).toEqual([])
  })
})

describe('a pull', () => {
  it('goes on in the middle of a file where the connection broke', async () => {
    const { ask, stack, asked } = await aPublishedDataset()
    const folder = aFolder()
    stack.cut = { after: 2_000, times: 3 }

    const { folder: target, dataset } = await pull({ ask, folder, pause: 1 })

    expect(readdirSync(folder)).toEqual([dataset.version])
    expect(readFileSync(join(target, 'measures.json')).length).toBe(
      dataset.files.find(({ path }) => path === 'measures.json')!.bytes,
    )
    expect(objects(asked).length).toBe(dataset.files.length + 3)
  })

  it('keeps what an earlier try brought, and fetches the rest alone', async () => {
    const { ask, stack, asked } = await aPublishedDataset()
    const folder = aFolder()
    stack.trouble = { status: 500, times: 1_000, of: 'objects' }
    const dataset = await ask()
    const at = (path: string) => {
      const file = join(folder, `.${dataset.version}.part`, path)
      mkdirSync(dirname(file), { recursive: true })
      return file
    }
    const bytes = (path: string) =>
      stack.world.store.objects.get(dataset.files.find((file) => file.path === path)!.key)!.body
    await expect(pull({ ask, folder, pause: 1 })).rejects.toThrow(PullError)
    writeFileSync(at('README.md'), bytes('README.md'))
    writeFileSync(at('cost.json'), bytes('cost.json').slice(0, 10))
    stack.trouble.times = 0
    asked.length = 0

    const { kept } = await pull({ ask, folder })

    expect(kept).toBe(bytes('README.md').length + 10)
    expect(objects(asked).filter((line) => line.endsWith('README.md'))).toEqual([])
    expect(readdirSync(folder)).toEqual([dataset.version])
  })

  it('fetches a file anew whose first part was torn, and mends a version that is there', async () => {
    const { ask, world } = await aPublishedDataset()
    const folder = aFolder()
    const { folder: target, dataset } = await pull({ ask, folder })
    const file = dataset.files.find(({ path }) => path === 'cost.json')!
    writeFileSync(join(target, 'cost.json'), 'torn')
    writeFileSync(join(target, 'cost.md'), `${readFileSync(join(target, 'cost.md'), 'utf8')}and more`)

    await pull({ ask, folder })

    expect(readFileSync(join(target, 'cost.json'))).toEqual(Buffer.from(world.store.objects.get(file.key)!.body))
    expect(readFileSync(join(target, 'cost.md'), 'utf8')).not.toContain('and more')
  })

  it('asks for new links where the old ones have run out', async () => {
    const { ask, stack, asked } = await aPublishedDataset()
    const first = await ask()
    let isFirst = true
    stack.expireLinks()

    const { files } = await pull({
      ask: async () => {
        const dataset = isFirst ? first : await ask()
        isFirst = false
        return dataset
      },
      folder: aFolder(),
      pause: 1,
    })

    expect(files).toBe(first.files.length)
    expect(asked.filter((line) => line.startsWith('GET /datasets/')).length).toBe(2)
  })

  it('is not there where bytes are not those of the manifest, whatever is tried', async () => {
    const { ask, world } = await aPublishedDataset()
    const folder = aFolder()
    const { version, files } = await ask()
    const key = files.find(({ path }) => path === 'cost.md')!.key
    await world.store.put(
      key,
      Uint8Array.from(world.store.objects.get(key)!.body, (byte) => byte ^ 1),
    )

    await expect(pull({ ask, folder, pause: 1 })).rejects.toThrow(
      'cost.md arrives with other bytes than the manifest says',
    )

    expect(existsSync(join(folder, version))).toBe(false)
    expect(existsSync(join(folder, 'latest.json'))).toBe(false)
  })

  it('writes nothing outside of its folder', async () => {
    const { ask } = await aPublishedDataset()
    const folder = aFolder()
    const evil = async () => {
      const dataset = await ask()
      return { ...dataset, files: dataset.files.map((file) => ({ ...file, path: `../../${file.path}` })) }
    }

    await expect(pull({ ask: evil, folder })).rejects.toThrow('outside of its folder')
    expect(readdirSync(folder)).toEqual([])
  })
})
