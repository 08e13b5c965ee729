import { parentPort, workerData } from 'node:worker_threads'
import { keepCompiled } from './compile-cache.ts'
import type { EmulatorOptions } from './emulator.ts'

keepCompiled()
const { startEmulator } = await import('./emulator.ts')
const emulator = await startEmulator(workerData as EmulatorOptions)
parentPort!.once('message', () => emulator.close())
parentPort!.postMessage({ url: emulator.url })
