import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../local/scratch.ts'
import { fabula } from './command.ts'

describe('fabula new', () => {
  it('writes a recipe that is sound at once, without a warning', async () => {
    const file = `${aFolder()}/my-reviews.yaml`

    const { code, stdout } = await fabula(['new', 'my-reviews', '--out', file])
    const checked = await fabula(['check', file])

    expect(code).toBe(0)
    expect(stdout).toContain(`fabula check ${file}`)
    expect(checked.stdout).toMatch(/^my-reviews is sound\.\n/)
    expect(checked.code).toBe(0)
  })

  it('names the schema in its first line, so that an editor finds it', async () => {
    const file = `${aFolder()}/mine.yaml`

    await fabula(['new', 'mine', '--out', file])

    const [, path] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8'))!
    const schema = JSON.parse(readFileSync(resolve(dirname(file), path!), 'utf8')) as { title: string }
    expect(schema.title).toBe('A recipe of fabula')
  })

  it('leaves a file that is there as it is', async () => {
    const file = `${aFolder()}/mine.yaml`
    writeFileSync(file, 'precious')

    const { code, stderr } = await fabula(['new', 'mine', '--out', file])

    expect(stderr).toBe(`error: ${file} is there already and stays as it is; give another name with --out\n`)
    expect(code).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe('precious')
  })

  it.each([
    [['Not A Name'], 'error: "Not A Name" is not a name: small letters'],
    [['mine', '--out', 'nowhere/mine.yaml'], 'error: nowhere/mine.yaml cannot be written: its folder is not there'],
    [['mine', '--out', 'mine.txt'], 'error: --out is mine.txt; the recipe is YAML: let it end in .yaml'],
  ])('says what would be right: %j', async (args, message) => {
    const { code, stderr } = await fabula(['new', ...args])

    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })
})
