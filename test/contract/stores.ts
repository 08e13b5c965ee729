import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3'
import { startEmulator } from '../../infra/local/emulator.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import type { Store } from '../../shared/ports/store.ts'
import { clientsFor } from '../aws/clients-for-test.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { SimulatedS3 } from '../simulation/s3.ts'
import { aCalmCloud } from './simulated-cloud.ts'
import { ENDPOINT, NO_ENDPOINT, type Subject } from './subject.ts'

type Held = { store: Store }

/** Everything that stands for S3 somewhere. */
export const STORES: readonly Subject<Held>[] = [
  { name: 'the simulated S3', open: async () => ({ store: simulated(), [Symbol.asyncDispose]: async () => {} }) },
  {
    name: 'the store in memory',
    open: async () => ({ store: new MemoryStore(), [Symbol.asyncDispose]: async () => {} }),
  },
  { name: 'the local emulator', open: emulated },
  {
    name: 'an emulated account',
    ...(ENDPOINT === undefined && { missing: NO_ENDPOINT }),
    open: async () => ({ store: await inBucket(clientsFor(ENDPOINT!).s3), [Symbol.asyncDispose]: async () => {} }),
  },
]

async function emulated(): Promise<Held & AsyncDisposable> {
  const { url, close } = await startEmulator({ file: ':memory:', region: 'us-east-1', secret: '' })
  const { s3 } = clientsFor(url)
  return {
    store: await inBucket(s3),
    async [Symbol.asyncDispose]() {
      s3.destroy()
      await close()
    },
  }
}

async function inBucket(s3: S3Client): Promise<Store> {
  const bucket = `contract-${Date.now()}-${Math.floor(Math.random() * 1e6)}`
  await s3.send(new CreateBucketCommand({ Bucket: bucket }))
  return s3Store(s3, bucket)
}

/** Pages of seven, so that listings have many. */
function simulated(): Store {
  const { cloud, worker, invocation, done } = aCalmCloud()
  const port = new SimulatedS3(cloud, { pageSize: 7, aheadMilliseconds: 0 }).port(worker, invocation)
  return {
    read: (key) => done(port.read(key)),
    swap: (key, body, expect) => done(port.swap(key, body, expect)),
    put: (key, body) => done(port.put(key, body)),
    list: (prefix, options) => done(port.list(prefix, options)),
    folders: (prefix, within) => done(port.folders(prefix, within)),
    delete: (key) => done(port.delete(key)),
  }
}
