import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startEmulator } from '../../infra/local/emulator.ts'
import { Objects } from '../../infra/local/objects.ts'
import { sqsOf } from '../../infra/local/sqs.ts'
import { aFolder } from './scratch.ts'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

const anEmulator = async ({ file = `${aFolder()}/objects.sqlite`, secret = 'none' } = {}) => {
  const emulator = await startEmulator({ file, region: 'us-east-1', secret })
  onTestFinished(emulator.close)
  await fetch(`${emulator.url}/data`, { method: 'PUT' })
  const s3 = new S3Client({ endpoint: emulator.url, region: 'us-east-1', credentials, forcePathStyle: true })
  const put = (Key: string, Body: string | Uint8Array = 'text') =>
    s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }))
  return { ...emulator, s3, put }
}

describe('the emulator', () => {
  it('listens on loopback only', async () => {
    const { url } = await anEmulator()

    expect(new URL(url).hostname).toBe('127.0.0.1')
  })

  it('takes and gives back an object above the limit of fauxqs', async () => {
    const { s3, put } = await anEmulator()
    const body = new Uint8Array(12 * 1024 * 1024).fill(7)

    await put('large', body)

    const got = await s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'large' }))
    expect(Buffer.from(await got.Body!.transformToByteArray()).equals(body)).toBe(true)
  })

  it('says NoSuchKey for what is not there', async () => {
    const { s3 } = await anEmulator()

    const missing = s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'nothing' }))

    await expect(missing).rejects.toMatchObject({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } })
  })

  it('lists the keys of a prefix in the order of their bytes, page by page', async () => {
    const { s3, put } = await anEmulator()
    const keys = ['a/1', 'a/10', 'a/2', 'a/B', 'a/_', 'a/b', 'a/é']
    for (const key of [...keys.toReversed(), 'b/1', 'a']) await put(key)

    const pages: string[][] = []
    let ContinuationToken: string | undefined
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket: 'data', Prefix: 'a/', MaxKeys: 3, ContinuationToken }),
      )
      pages.push(page.Contents!.map(({ Key }) => Key!))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)

    expect(pages.flat()).toEqual(keys)
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1])
  })

  it('lists folders, page by page', async () => {
    const { s3, put } = await anEmulator()
    for (const run of ['r1', 'r2', 'r3']) for (const key of ['a', 'b', 'c']) await put(`runs/${run}/${key}`)
    const list = (ContinuationToken?: string) =>
      s3.send(
        new ListObjectsV2Command({ Bucket: 'data', Prefix: 'runs/', Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      )

    const first = await list()
    const second = await list(first.NextContinuationToken)

    const folders = (page: typeof first) => page.CommonPrefixes?.map(({ Prefix }) => Prefix)
    expect(folders(first)).toEqual(['runs/r1/', 'runs/r2/'])
    expect(folders(second)).toEqual(['runs/r3/'])
  })

  it('answers GetParameter with the secret that it was given', async () => {
    const { url } = await anEmulator({ secret: 'sk-test' })
    const ssm = new SSMClient({ endpoint: url, region: 'us-east-1', credentials })

    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/fabula/key', WithDecryption: true }))

    expect(Parameter).toMatchObject({ Name: '/fabula/key', Value: 'sk-test' })
  })

  it('forgets messages and keeps objects over a restart', async () => {
    const file = `${aFolder()}/objects.sqlite`
    const first = await startEmulator({ file, region: 'us-east-1', secret: 'none' })
    await fetch(`${first.url}/data`, { method: 'PUT' })
    await fetch(`${first.url}/data/key`, { method: 'PUT', body: 'kept' })
    await sqsOf(first.url).createQueue('Ticks', {})
    await first.close()

    const second = await anEmulator({ file })

    expect(await (await fetch(`${second.url}/data/key`)).text()).toBe('kept')
    const queues = await (await fetch(`${second.url}/_fauxqs/queues`)).json()
    expect(queues).toEqual([])
  })

  it('holds whole objects after it was killed in the middle of writing', async () => {
    const file = `${aFolder()}/objects.sqlite`
    const script = `
      import { Objects } from ${JSON.stringify(new URL('../../infra/local/objects.ts', import.meta.url).href)}
      const objects = new Objects(${JSON.stringify(file)})
      objects.createBucket('data')
      for (let n = 0; ; n++) {
        objects.putObject('data', 'key' + (n % 10), Buffer.alloc(50_000 + n, n % 256))
        if (n === 100) console.log('under way')
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')

    const objects = new Objects(file)
    onTestFinished(() => objects.close())

    for (let n = 0; n < 10; n++) {
      const { body, contentLength } = objects.getObject('data', `key${n}`)
      expect(body).toHaveLength(contentLength)
      expect(body.every((byte) => byte === body[0])).toBe(true)
    }
  })
})
