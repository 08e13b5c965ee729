import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { type Client, clientOf } from '../../../infra/cli/client.ts'
import { download } from '../../../infra/cli/download.ts'
import { signedFetch } from '../../../infra/cli/signed-fetch.ts'
import { factsOf, stackOf } from '../../../infra/deploy/account.ts'
import { mayDeploy, preflight } from '../../../infra/deploy/preflight.ts'
import { startOffline } from '../../../infra/offline/start.ts'
import { parseConfig } from '../../../infra/stack/config.ts'
import type { RunView } from '../../../shared/run/view.ts'
import { fabula } from '../../cli/command.ts'
import { Account } from './account.ts'
import { allowBatches } from './batches.ts'
import { rowsOf } from './rows.ts'

/**
 * One life of a stack in the account that the environment leads to: set up, deployed, run, changed, removed. `main.ts` starts
 * it. Argument: a folder to write to.
 */

const RECIPE = 'tinystories'
const COUNT = 20
const SEED = 'the same everywhere'
const KEY = '/fabula/trial/openai-api-key'
const region = process.env['AWS_REGION']!
const began = performance.now()

const step = (what: string): void => {
  console.log(`  ${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${what}`)
}

/** The emulator serves an API below its own address: the name of the real one leads elsewhere. */
function apiOf(outputs: Record<string, string>): Client {
  const id = new URL(outputs['ApiUrl']!).hostname.split('.')[0]
  return clientOf(`${process.env['AWS_ENDPOINT_URL']}/_aws/execute-api/${id}/$default`, signedFetch(region))
}

async function done(client: Client, id: string): Promise<RunView> {
  for (let waited = 0; waited < 240; waited++) {
    const view = await client.view(id)
    if (view.status.is === 'done') return view
    if (view.status.is === 'paused') throw new Error(`${id} is paused: ${view.status.reason}`)
    await sleep(1_000)
  }
  throw new Error(`${id} is not done after four minutes: ${JSON.stringify(await client.view(id))}`)
}

const folder = await mkdtemp(join(process.argv[2]!, 'trial-'))
const account = new Account(folder)
const endpoint = await startOffline({ seed: 'trial' })
const config = { stage: 'trial', baseUrl: endpoint.baseUrl, concurrency: 4, memoryMb: 256 }
const facts = () => factsOf({ region, keyParameter: KEY, stackName: 'fabula-trial', qualifier: 'hnb659fds' })
const missing = async () =>
  preflight(parseConfig(config), await facts()).flatMap(({ what, is }) => (is === 'missing' ? [what] : []))

assert.deepEqual(await missing(), ['bootstrap', 'key'])
step('the look beforehand misses what is missing')

await account.bootstrap()
await account.putKey(KEY, 'none')
assert.deepEqual(await missing(), [])
assert(mayDeploy(preflight(parseConfig(config), await facts())))
step('set up: cdk bootstrap, and the key is put')

const outputs = await account.deploy(config)
assert((await allowBatches('fabula-trial')) > 0)
step('cdk deploy')

const client = apiOf(outputs)
const { id } = await client.start({ recipe: RECIPE, count: COUNT, seed: SEED })
const view = await done(client, id)
assert.equal(view.counts.accepted, COUNT)
step(`a run over the API: ${COUNT} rows, ${view.counts.rejected} rejected, ${view.counts.failed} failed`)

const there = await rowsOf(await download(await client.dataset(id), join(folder, 'there')))
step('its dataset is here, with the bytes that its manifest names')

const own = await startOffline({ seed: 'trial' })
const local = await fabula(
  ['run', RECIPE, '--count', String(COUNT), '--seed', SEED, '--out', join(folder, 'here'), '--json', '--yes'],
  { OPENAI_BASE_URL: own.baseUrl, OPENAI_API_KEY: 'none', AWS_ENDPOINT_URL: '' },
)
await own.close()
assert.equal(local.code, 0, local.stderr)
assert.deepEqual(there, await rowsOf(JSON.parse(local.stdout).dataset))
step('the same recipe and seed on this machine: the same rows')

const refresh = { name: 'nightly', recipe: RECIPE, count: 2, schedule: 'cron(0 3 * * ? *)' }
const changed = { ...config, concurrency: 6, memoryMb: 512, monthlyLimitUsd: 5, alarmEmail: 'data@example.com' }
const again = await account.deploy({ ...changed, refreshes: [refresh] } as typeof config)
assert.deepEqual([again['BucketName'], again['ApiUrl']], [outputs['BucketName'], outputs['ApiUrl']])
assert.equal((await client.view(id)).status.is, 'done')
step('deployed again with other settings: the same bucket and address, the run is still there')

const next = await client.start({ recipe: RECIPE, count: 2 })
assert.equal((await done(client, next.id)).counts.accepted, 2)
step('another run under the changed settings')

const { schedule: _, ...event } = refresh
// As Scheduler would, which the emulator does without the scheduled time: and twice, as Scheduler may.
for (let delivery = 0; delivery < 2; delivery++) {
  await account.invoke('fabula-trial', 'FunctionsRefresh', { scheduledTime: '2026-11-22T03:00:00Z', refresh: event })
}
await done(client, '20261122t030000-nightly')
assert.equal((await client.list()).runs.filter(({ id }) => id.endsWith('-nightly')).length, 1)
await account.invoke('fabula-trial', 'FunctionsPlan', { sweep: true })
step('a refresh that was delivered twice was started once; the sweep has looked')

await account.destroy(config)
assert.equal(await stackOf('fabula-trial', region), undefined)
const kept = await new S3Client({ forcePathStyle: true }).send(
  new HeadObjectCommand({ Bucket: outputs['BucketName']!, Key: `datasets/${view.name}/${view.version}/manifest.json` }),
)
assert(kept.ContentLength! > 0 && (await account.hasKey(KEY)))
step('destroyed: the stack is gone, the dataset and the key are kept')
await endpoint.close()
