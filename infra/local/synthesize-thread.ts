import { workerData } from 'node:worker_threads'
import { synthesize } from '../stack/synthesize.ts'

// In a thread: synthesis holds its event loop for seconds, and what the CDK takes up in memory ends with it.
await synthesize({ outdir: workerData as string })
