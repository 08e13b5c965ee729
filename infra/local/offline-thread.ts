import { parentPort, workerData } from 'node:worker_threads'
import type { OfflineOptions } from '../offline/start.ts'
import { keepCompiled } from './compile-cache.ts'

keepCompiled()
const { startOffline } = await import('../offline/start.ts')
const offline = await startOffline(workerData as OfflineOptions)
parentPort!.once('message', () => offline.close())
parentPort!.postMessage({ url: offline.baseUrl })
