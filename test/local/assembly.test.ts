import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { assemblyOf } from '../../infra/local/assembly.ts'
import { aFolder } from './scratch.ts'

const aProject = () => {
  const root = aFolder()
  for (const folder of ['infra/stack', 'functions/api', 'shared']) mkdirSync(`${root}/${folder}`, { recursive: true })
  writeFileSync(`${root}/functions/api/handler.ts`, 'export const handler = 1')
  writeFileSync(`${root}/cdk.json`, '{}')
  const synthesize = vi.fn(async (folder: string) => {
    writeFileSync(`${folder}/x.template.json`, '{"Resources":{}}')
    writeFileSync(`${folder}/x.assets.json`, '{"files":{}}')
  })
  return { root, synthesize, made: () => readdirSync(`${root}/.fabula/assembly`) }
}

describe('the assembly', () => {
  it('is synthesized once for the same sources', async () => {
    const { root, synthesize } = aProject()

    await assemblyOf({ root, synthesize })
    const again = await assemblyOf({ root, synthesize })

    expect(synthesize).toHaveBeenCalledOnce()
    expect(again).toEqual({ template: { Resources: {} }, assets: {} })
  })

  it.each(['functions/api/handler.ts', 'shared/new.ts', 'cdk.json', 'package-lock.json'])(
    'is synthesized again when %s has changed',
    async (file) => {
      const { root, synthesize } = aProject()
      await assemblyOf({ root, synthesize })

      writeFileSync(`${root}/${file}`, 'other')
      await assemblyOf({ root, synthesize })

      expect(synthesize).toHaveBeenCalledTimes(2)
    },
  )

  it('leaves nothing behind where the synthesis fails, and tries again', async () => {
    const { root, synthesize, made } = aProject()
    synthesize.mockRejectedValueOnce(new Error('does not build'))

    await expect(assemblyOf({ root, synthesize })).rejects.toThrow('does not build')

    expect(made()).toEqual([])
    await expect(assemblyOf({ root, synthesize })).resolves.toBeDefined()
  })

  it('removes those that nobody has used for an hour, and no other', async () => {
    const { root, synthesize, made } = aProject()
    const change = async (text: string) => {
      writeFileSync(`${root}/cdk.json`, text)
      const before = made()
      await assemblyOf({ root, synthesize })
      return made().find((name) => !before.includes(name))!
    }
    await assemblyOf({ root, synthesize })
    const [unused] = made()
    const recent = await change('{"second":true}')
    utimesSync(`${root}/.fabula/assembly/${unused}`, new Date(), new Date(Date.now() - 3_601_000))
    utimesSync(`${root}/.fabula/assembly/${recent}`, new Date(), new Date(Date.now() - 3_000_000))

    const third = await change('{"third":true}')

    expect(made().toSorted()).toEqual([recent, third].toSorted())
  })
})
