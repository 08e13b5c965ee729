import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileRecipe } from '../../shared/recipe/compile.ts'
import { builtIn, builtInRecipe, readerBeside } from '../../shared/recipe/library.ts'
import { parseRecipe } from '../../shared/recipe/parse.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fabula-recipe-'))
  folder = join(root, 'recipes')
  mkdirSync(join(folder, 'words'), { recursive: true })
  writeFileSync(join(root, 'secret.txt'), 'secret\n')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the built-in recipes', () => {
  it('are told by name', () => {
    const names = builtIn()

    expect(names).toEqual(expect.arrayContaining(['tinystories', 'tinystories-instruct']))
    expect(names).toEqual(names.toSorted())
  })

  it.each(builtIn())('%s is sound', (name) => {
    const recipe = builtInRecipe(name)

    expect(recipe.name).toBe(name)
    expect(() => compileRecipe(recipe)).not.toThrow()
  })

  it('are suggested where the name is misspelt', () => {
    expect(() => builtInRecipe('tinystory')).toThrow(
      'there is no built-in recipe "tinystory"; did you mean "tinystories"?',
    )
  })

  it('tinystories-instruct builds the summary, then the sentence, then the story', () => {
    const { stages } = compileRecipe(builtInRecipe('tinystories-instruct'))

    expect(stages.map(({ name, needs }) => [name, needs])).toEqual([
      ['summary', []],
      ['sentence', ['summary']],
      ['story', ['summary', 'sentence']],
    ])
  })
})

describe('files beside a recipe', () => {
  it('come before the built-in ones of the same name', () => {
    writeFileSync(join(folder, 'words/verbs.txt'), 'mine\n')

    expect(readerBeside(folder).read('words/verbs.txt')).toBe('mine\n')
  })

  it('are found among the built-in ones otherwise', () => {
    expect(readerBeside(folder).read('words/nouns.txt')?.split('\n')).toContain('dog')
  })

  it('are undefined where there is none', () => {
    expect(readerBeside(folder).read('words/none.txt')).toBeUndefined()
    expect(readerBeside(folder).read('words/verbs.txt/none.txt')).toBeUndefined()
  })

  it.each(['linked.txt', 'linked/secret.txt'])('are refused where the link %s leads out of the folder', (path) => {
    symlinkSync(join(root, 'secret.txt'), join(folder, 'linked.txt'))
    rmSync(join(folder, 'linked'), { force: true })
    symlinkSync(root, join(folder, 'linked'))

    expect(() => readerBeside(folder).read(path)).toThrow(`names ${path}, which leaves the recipe's folder`)
  })

  it('may be reached by links that stay inside', () => {
    writeFileSync(join(folder, 'words/real.txt'), 'run\n')
    symlinkSync(join(folder, 'words/real.txt'), join(folder, 'linked.txt'))

    expect(readerBeside(folder).read('linked.txt')).toBe('run\n')
  })

  it.each([
    ['a folder', 'words', 'names words, which is not a file'],
    ['not UTF-8', 'latin.txt', 'names latin.txt, which is not UTF-8 text'],
    ['too large', 'large.txt', 'names large.txt, which is larger than 1,000,000 bytes'],
  ])('are refused where one is %s', (_, path, message) => {
    writeFileSync(join(folder, 'latin.txt'), Buffer.from([0x63, 0x61, 0x66, 0xe9]))
    writeFileSync(join(folder, 'large.txt'), 'x'.repeat(1_000_001))

    expect(() => readerBeside(folder).read(path)).toThrow(message)
  })

  it('are suggested where one is misspelt, with where they were looked for', () => {
    writeFileSync(join(folder, 'words/moods.txt'), 'happy\n')
    const text = 'name: a\nentities: { mood: { from: words/mood.txt } }\nstages: { s: { prompt: "{{ mood }}" } }'

    expect(() => parseRecipe(text, readerBeside(folder))).toThrow(
      `names words/mood.txt, which is not there; looked in ${folder} and in the built-in files; did you mean "words/moods.txt"?`,
    )
  })
})
