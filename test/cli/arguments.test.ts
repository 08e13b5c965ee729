import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { builtIn } from '../../shared/recipe/library.ts'
import { aFolder } from '../local/scratch.ts'
import { fabula } from './command.ts'

const ROWS = 'It must be a whole number from 1 to 10,000,000.'
const COUNT = "error: option '-n, --count <samples>' argument"

describe('fabula run, asked for what cannot be', () => {
  it.each<[string[], string]>([
    [['--count', '0'], `${COUNT} '0' is invalid. ${ROWS}`],
    [['--count', '-5'], `${COUNT} '-5' is invalid. ${ROWS}`],
    [['--count', '1000000000'], `${COUNT} '1000000000' is invalid. ${ROWS}`],
    [['--count', 'NaN'], `${COUNT} 'NaN' is invalid. ${ROWS}`],
    [['--count', '2.5'], `${COUNT} '2.5' is invalid. ${ROWS}`],
    [['--count', ''], `${COUNT} '' is invalid. ${ROWS}`],
    [
      ['--tokens', '0'],
      "error: option '--tokens <count>' argument '0' is invalid. It must be a whole number from 1 to 100,000,000,000.",
    ],
    [['--cuont', '5'], "error: unknown option '--cuont'\n(Did you mean --count?)"],
    [
      ['--concurrency', '1001'],
      "error: option '--concurrency <samples>' argument '1001' is invalid. It must be a whole number from 1 to 1,000.",
    ],
    [
      ['--budget', '0'],
      "error: option '--budget <usd>' argument '0' is invalid. It must be dollars, above 0 and up to 1,000,000, such as 2.50.",
    ],
    [
      ['--temperature', '2.1'],
      "error: option '--temperature <number>' argument '2.1' is invalid. It must be a number from 0 to 2.",
    ],
    [
      ['--price', '0.1'],
      "error: option '--price <in/out>' argument '0.1' is invalid. It must be dollars a million tokens in and out, with up to 3 decimals, such as 0.10/0.50.",
    ],
    [
      ['--base-url', 'localhost:11434'],
      "error: option '--base-url <url>' argument 'localhost:11434' is invalid. It must be an address such as http://localhost:11434/v1.",
    ],
    [
      ['--budget', '5', '--model', 'my-model'],
      'error: --budget: a budget cannot be held without a price for my-model: give --price IN/OUT, or model.price in the recipe, in dollars a million tokens',
    ],
    [
      ['--count', '100', '--max-specs', '50'],
      'error: --max-specs: it is 50; it must be a whole number from 100 to 100000000',
    ],
  ])('says what would be right: %j', async (options, message) => {
    const out = `${aFolder()}/out`

    const { code, stdout, stderr } = await fabula(['run', 'tinystories', '--out', out, ...options])

    expect(stderr).toBe(`${message}\n`)
    expect(stdout).toBe('')
    expect(code).toBe(2)
    expect(existsSync(out)).toBe(false)
  })

  it('guesses the built-in recipe that was meant, and lists them', async () => {
    const { code, stderr } = await fabula(['run', 'tinystory'])

    expect(stderr).toBe(
      `error: there is no built-in recipe "tinystory". Did you mean tinystories? Built in: ${builtIn().join(', ')}. For a file, give its path, such as ./tinystory.yaml\n`,
    )
    expect(code).toBe(2)
  })

  it('says line and column of what is wrong in a recipe', async () => {
    const file = `${aFolder()}/mine.yaml`
    writeFileSync(file, 'name: mine\nentities:\n  noun: [cat]\nstages:\n  one: { prompt: "{{ nuon }}" }\n')

    const { code, stderr } = await fabula(['run', file])

    expect(stderr).toContain(`error: the recipe cannot be used:\n${file}:5:`)
    expect(stderr).toContain('stages.one.prompt: names "nuon"')
    expect(stderr).toContain('did you mean "noun"?')
    expect(code).toBe(2)
  })

  it.each([
    ['./nowhere.yaml', 'is not there'],
    ['./folder.yaml', 'is a folder; give the recipe file in it'],
    ['./binary.json', 'is not UTF-8 text'],
  ])('says what is the matter with the file %s', async (name, what) => {
    const folder = aFolder()
    mkdirSync(`${folder}/folder.yaml`)
    writeFileSync(`${folder}/binary.json`, new Uint8Array([0xff, 0xfe, 0x80]))
    const path = `${folder}/${name}`

    const { code, stderr } = await fabula(['run', path])

    expect(stderr).toBe(`error: ${path} ${what}\n`)
    expect(code).toBe(2)
  })

  it('says that the folder for the dataset cannot be one', async () => {
    const out = `${aFolder()}/file`
    writeFileSync(out, '')

    const { code, stderr } = await fabula(['run', 'tinystories', '--out', out])

    expect(stderr).toContain(`error: --out: nothing can be written to ${out} (ENOTDIR)\n`)
    expect(code).toBe(2)
  })

  it('says that OPENAI_BASE_URL is no address', async () => {
    const { code, stderr } = await fabula(['run', 'tinystories'], { OPENAI_BASE_URL: 'localhost' })

    expect(stderr).toBe(
      'error: OPENAI_BASE_URL is localhost; it must be an address such as http://localhost:11434/v1\n',
    )
    expect(code).toBe(2)
  })

  it('says how it is used where nothing is asked', async () => {
    const { code, stderr } = await fabula([])

    expect(stderr).toContain('Usage: fabula [options] [command]')
    expect(code).toBe(2)
  })
})

describe('fabula', () => {
  it('tells its version', async () => {
    const { code, stdout } = await fabula(['--version'])

    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(code).toBe(0)
  })

  it('lists the built-in recipes', async () => {
    const { code, stdout } = await fabula(['recipes'])

    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([...builtIn(), ''])
    expect(code).toBe(0)
  })

  it('explains itself on stdout where it is asked for help', async () => {
    const { code, stdout, stderr } = await fabula(['run', '--help'])

    expect(stdout).toContain('--budget <usd>')
    expect(stdout).toContain('Exit codes:')
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })
})
