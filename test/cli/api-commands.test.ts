import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { apiAddress } from '../../infra/cli/api-address.ts'
import { writeOutputs } from '../../infra/deploy/outputs.ts'
import { aFolder } from '../local/scratch.ts'
import { answered, World } from '../run/world.ts'
import { aDeployedApi, credentials } from './a-deployed-api.ts'
import { fabula } from './command.ts'

vi.spyOn(console, 'log').mockImplementation(() => {})

const RECIPE = `
name: greetings
entities: { who: [cat, dog, hen], when: [dawn, noon] }
model: { name: toy, price: { input: 1, output: 2 } }
stages: { greeting: { prompt: 'Greet the {{ who }} at {{ when }}.' } }
`

function aRecipeFile(): string {
  const file = join(aFolder(), 'greetings.yaml')
  writeFileSync(file, RECIPE)
  return file
}

const aStack = () =>
  aDeployedApi(new World({ script: (_, call) => answered(`Good day number ${call}, ${'abc'[call % 3]}.`) }))

describe('a run in AWS', () => {
  it('is started, followed and brought here, with the words and the folders of a run on this machine', async () => {
    const { url } = await aStack()
    const out = aFolder()

    const { code, stdout, stderr } = await fabula(
      ['run', aRecipeFile(), '--count', '5', '--seed', 's', '--api', url, '--out', out],
      credentials,
    )

    expect(stderr).toMatch(
      /^greetings: 5 rows, made in AWS \(eu-central-1\)\.\nIt will cost about \$0\.0\d+\.\nRun \S+, seed s\. /,
    )
    expect(code).toBe(0)
    expect(stdout).toContain('Good day number 1')
    expect(stdout).toMatch(/Per accepted row: \$/)
    expect(stdout).toMatch(new RegExp(`5 rows.* in ${out}/greetings/\\S+`))
    const { version } = JSON.parse(readFileSync(join(out, 'greetings/latest.json'), 'utf8'))
    expect(existsSync(join(out, 'greetings', version, 'measures.json'))).toBe(true)
    expect(existsSync(join(out, '.fabula'))).toBe(false)
  })

  it('is looked after by the commands that look after a folder', async () => {
    const { url, asked } = await aStack()
    const environment = { ...credentials, FABULA_API: url }
    const started = await fabula(['run', aRecipeFile(), '-n', '3', '--json', '--out', aFolder()], environment)
    const { run } = JSON.parse(started.stdout)

    const [runs, status, failures, redrive] = await Promise.all([
      fabula(['runs'], environment),
      fabula(['status', run, '--api', url], credentials),
      fabula(['failures', 'latest'], environment),
      fabula(['redrive', 'latest'], environment),
    ])

    expect(runs.stdout).toMatch(new RegExp(`^run .*\\n${run}  greetings  complete .*3 of 3`))
    expect(runs.stderr).toBe(`Asking ${url}\n`)
    expect(status.stdout).toMatch(/^greetings: done \(complete\)\n/)
    expect(failures.stdout).toBe(`Nothing has failed in run ${run}.\n`)
    expect(redrive).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`error: nothing has failed in run ${run}`),
    })
    expect(asked.filter((line) => line === 'POST /runs')).toHaveLength(2)
  })

  it('is one run, though the answers to its start were lost, and though the API was busy', async () => {
    const stack = await aStack()
    stack.trouble = { status: 503, times: 2, of: 'api' }
    stack.lostStarts = 2

    const { code } = await fabula(
      ['run', aRecipeFile(), '-n', '3', '--api', stack.url, '--out', aFolder()],
      credentials,
    )

    expect(code).toBe(0)
    expect((await stack.world.store.folders('runs/')).length).toBe(1)
  })

  it.each([['--offline'], ['--base-url', 'http://localhost:1/v1']])(
    'has its own endpoint: not %s',
    async (...options) => {
      const { code, stderr } = await fabula([
        'run',
        'tinystories',
        '--api',
        'https://x.execute-api.eu-central-1.amazonaws.com',
        ...options,
      ])

      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: 'error: --api: the stack has its own endpoint; leave out --base-url and --offline\n',
      })
    },
  )
})

describe('who may not ask', () => {
  const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_PROFILE: '', AWS_EC2_METADATA_DISABLED: 'true' }

  it('is told that credentials are missing', async () => {
    const { url } = await aStack()

    const { code, stderr, stdout } = await fabula(['runs', '--api', url], { ...credentials, ...none, HOME: aFolder() })

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^error: no usable AWS credentials: .*\. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID/)
  })

  it.each([
    [
      'a key that nobody knows',
      { AWS_ACCESS_KEY_ID: 'AKIDOTHER' },
      /refuses: The security token.* need the right execute-api:Invoke/,
    ],
    [
      'a wrong secret',
      { AWS_SECRET_ACCESS_KEY: 'wrong' },
      /refuses the signature, which was made for eu-central-1: .*secret key right\?/,
    ],
    ['another region', { AWS_REGION: 'us-east-1' }, /refuses the signature, which was made for us-east-1/],
  ])('is told so with %s, and the secret stays here', async (_, changes, message) => {
    const { url } = await aStack()

    const { code, stderr } = await fabula(['runs', '--api', url], { ...credentials, ...changes })

    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain(credentials.AWS_SECRET_ACCESS_KEY)
  })
})

describe('an address', () => {
  it('where nobody listens, is told', async () => {
    const { code, stderr } = await fabula(['runs', '--api', 'http://127.0.0.1:9'], credentials)

    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: http:\/\/127\.0\.0\.1:9 cannot be reached.*: is the address right\?\n$/)
  })

  const outputs = (stage: string) => ({
    ...{
      stage,
      stackName: `fabula-${stage}`,
      region: 'eu-north-1',
      account: '123456789012',
      bucket: 'b',
      keyParameter: '/k',
    },
    apiUrl: `https://${stage}.execute-api.eu-north-1.amazonaws.com`,
  })

  const deployed = (...stages: string[]) => {
    const folder = aFolder()
    for (const stage of stages) writeOutputs(outputs(stage), folder)
    return folder
  }

  it('is that of the only stage that was deployed from here', () => {
    const folder = deployed('dev')

    expect(apiAddress(true, {}, folder)).toEqual({
      url: 'https://dev.execute-api.eu-north-1.amazonaws.com',
      region: 'eu-north-1',
      flag: ' --api',
    })
  })

  it('has to be chosen where several stages were', () => {
    const folder = deployed('dev', 'prod')

    expect(() => apiAddress(true, {}, folder)).toThrow(
      'several stages were deployed from here; say which, such as --api dev: dev, prod',
    )
    expect(apiAddress('prod', {}, folder)).toMatchObject({ url: outputs('prod').apiUrl, flag: ' --api prod' })
    expect(apiAddress(true, { FABULA_API: 'prod' }, folder)).toMatchObject({ url: outputs('prod').apiUrl })
  })

  it('tells its region, or the environment does', () => {
    const folder = deployed()
    const given = 'https://abc.execute-api.ap-south-1.amazonaws.com/'
    expect(apiAddress(given, { AWS_REGION: 'us-east-1' }, folder)).toMatchObject({
      region: 'ap-south-1',
      url: given.slice(0, -1),
    })
    expect(apiAddress('https://api.example.com', { AWS_REGION: 'us-east-1' }, folder)).toMatchObject({
      region: 'us-east-1',
    })
  })

  it.each([
    ['https://api.example.com', 'the address api.example.com does not tell its region; set AWS_REGION'],
    ['http://api.example.com', 'is not encrypted'],
    ['ftp://x', 'is no address'],
    ['staging', 'no stage "staging" was deployed from here (there are dev, prod)'],
  ])('is not %s', (given, message) => {
    expect(() => apiAddress(given, {}, deployed('dev', 'prod'))).toThrow(message)
  })

  it('is missing where nothing was deployed', () => {
    expect(() => apiAddress(true, {}, aFolder())).toThrow('nothing was deployed from here. Give its address')
  })
})
