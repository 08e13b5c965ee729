import { readFileSync } from 'node:fs'
import { Validator } from '@cfworker/json-schema'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { docsFolder, pages } from '../../infra/docs/pages.ts'
import { recipeJsonSchema } from '../../infra/docs/recipe-schema.ts'
import { checks } from '../../shared/checks/registry.ts'
import { builtIn, builtInFiles } from '../../shared/recipe/library.ts'
import { limits } from '../../shared/recipe/limits.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'
import { fabula } from '../cli/command.ts'

const page = readFileSync(new URL('recipes.md', docsFolder), 'utf8')

describe('what docs/ has of the code', () => {
  it.each(Object.keys(pages))('is not stale: docs/%s', (name) => {
    const there = readFileSync(new URL(name, docsFolder), 'utf8')

    expect(there === pages[name]!(), `docs/${name} is stale: renew it with \`npm run docs\``).toBe(true)
  })

  it('is what fabula schema prints', async () => {
    const { code, stdout } = await fabula(['schema'])

    expect(stdout).toBe(readFileSync(new URL('recipe.schema.json', docsFolder), 'utf8'))
    expect(code).toBe(0)
  })

  it('tells every check and every limit with its number', () => {
    for (const name of Object.keys(checks)) expect(page).toContain(`### \`${name}\``)
    for (const most of Object.values(limits)) expect(page).toContain(`| ${most.toLocaleString('en-US')} |`)
  })

  it('describes every field', () => {
    const undescribed = page.split('\n').filter((line) => /^\| `.*\|\s*\|$/.test(line))

    expect(undescribed).toEqual([])
  })

  it('has examples that are sound', () => {
    const examples = [...page.matchAll(/^```yaml\n(name:[\s\S]*?)^```$/gm)].map(([, text]) => text!)

    expect(examples.length).toBeGreaterThan(2)
    for (const text of examples) expect(() => parseRecipe(text, builtInFiles)).not.toThrow()
  })

  it('has every command of the command line', async () => {
    const cli = readFileSync(new URL('cli.md', docsFolder), 'utf8')

    const { stdout } = await fabula(['--help'])

    const [, commands] = stdout.split('Commands:')
    const names = [...commands!.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name!).filter((name) => name !== 'help')
    expect(names.filter((name) => !cli.includes(`fabula ${name}`))).toEqual([])
  })
})

describe('the JSON Schema of recipes', () => {
  const validator = new Validator(recipeJsonSchema() as object, '7', false)
  const recipe = (checked: unknown) => ({ name: 'x', stages: { a: { prompt: 'p', checks: [checked] } } })

  it.each(builtIn())('takes the built-in recipe %s', (name) => {
    const text = readFileSync(new URL(`../../shared/recipe/built-in/${name}.yaml`, import.meta.url), 'utf8')

    expect(validator.validate(parse(text)).errors).toEqual([])
  })

  it.each([
    [{ words: { min: 3 } }],
    [{ dialogue: 'present', required: false }],
    [{ uses: ['a'], when: "a == 'b'" }],
    [{ json: true }],
  ])('takes the check %j', (use) => {
    expect(validator.validate(recipe(use)).valid).toBe(true)
  })

  it.each([
    [{ wrods: { min: 3 } }],
    [{ words: { mni: 3 } }],
    [{ dialogue: 'perhaps' }],
    [{ words: { min: 3 }, tokens: { min: 3 } }],
    [{ required: false }],
  ])('refuses the check %j', (use) => {
    expect(validator.validate(recipe(use)).valid).toBe(false)
  })
})
