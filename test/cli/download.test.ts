import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PublishedDataset } from '../../functions/api/published.ts'
import { download } from '../../infra/cli/download.ts'
import type { Manifest } from '../../shared/dataset/block.ts'
import { aFolder } from '../local/scratch.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A published dataset whose files are served; `said` overrides the bytes that the manifest speaks of. */
const aDataset = async (
  files: Record<string, string>,
  said: Record<string, string> = {},
): Promise<PublishedDataset> => {
  const server = createServer((request, response) => response.end(files[decodeURIComponent(request.url!.slice(1))]))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    version: 'run-1.7',
    manifest: { name: 'stories', version: 'run-1.7', run: 'run-1', startedAt: '2026-11-22T20:00:00.000Z' } as Manifest,
    files: Object.entries(files).map(([path, body]) => ({
      path,
      key: `datasets/stories/run-1.7/${path}`,
      bytes: Buffer.byteLength(body),
      sha256: sha256(said[path] ?? body),
      url: `http://127.0.0.1:${port}/${encodeURIComponent(path)}`,
    })),
  }
}

describe('the dataset on disk', () => {
  it('lies in the folder of its version, with its manifest, and latest points at it', async () => {
    const folder = `${aFolder()}/stories`
    const dataset = await aDataset({ 'data/train.parquet': 'rows', 'cost.md': '# Bill' })

    const target = await download(dataset, folder)

    expect(target).toBe(`${folder}/run-1.7`)
    expect(readFileSync(`${target}/data/train.parquet`, 'utf8')).toBe('rows')
    expect(readFileSync(`${target}/manifest.json`, 'utf8')).toBe(`${JSON.stringify(dataset.manifest, undefined, 2)}\n`)
    expect(JSON.parse(readFileSync(`${folder}/latest.json`, 'utf8'))).toEqual({
      version: 'run-1.7',
      run: 'run-1',
      createdAt: Date.parse('2026-11-22T20:00:00.000Z'),
    })
    expect(readlinkSync(`${folder}/latest`)).toBe('run-1.7')
    expect(readdirSync(folder).toSorted()).toEqual(['latest', 'latest.json', 'run-1.7'])
  })

  it('is not there at all where bytes are not what the manifest says', async () => {
    const folder = `${aFolder()}/stories`
    const dataset = await aDataset({ 'cost.md': 'torn' }, { 'cost.md': 'whole' })

    await expect(download(dataset, folder)).rejects.toThrow('cost.md arrived with other bytes than the manifest says')

    expect(existsSync(`${folder}/run-1.7`)).toBe(false)
    expect(existsSync(`${folder}/latest.json`)).toBe(false)
  })

  it('replaces what a download left that died, and a version that is there', async () => {
    const folder = `${aFolder()}/stories`
    for (const old of ['.run-1.7.part', 'run-1.7']) {
      mkdirSync(`${folder}/${old}`, { recursive: true })
      writeFileSync(`${folder}/${old}/stale`, '')
    }

    const target = await download(await aDataset({ 'cost.md': 'new' }), folder)

    expect(readdirSync(target).toSorted()).toEqual(['cost.md', 'manifest.json'])
    expect(existsSync(`${folder}/.run-1.7.part`)).toBe(false)
  })

  it('writes nothing outside of its folder', async () => {
    const root = aFolder()

    await expect(download(await aDataset({ '../../evil': 'x' }), `${root}/stories`)).rejects.toThrow(
      'outside of its folder',
    )

    expect(existsSync(`${root}/evil`)).toBe(false)
  })
})
