import type { IncomingMessage } from 'node:http'
import { type Refusal, refusal } from './refusal.ts'

/** Far above any prompt of a recipe, far below what would hurt. */
export const MOST_BYTES = 4 * 1_024 * 1_024

/** The whole body as text, or why not. */
export async function readText(request: IncomingMessage): Promise<string | Refusal> {
  const chunks: Buffer[] = []
  let bytes = 0
  const said = Number(request.headers['content-length'] ?? 0)
  if (said > MOST_BYTES) return tooLarge()
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= MOST_BYTES) chunks.push(chunk)
      else {
        request.pause()
        resolve(tooLarge())
      }
    })
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.on('error', reject)
  })
}

const tooLarge = () => refusal(413, `The body is larger than ${MOST_BYTES} bytes.`, null, 'request_too_large')
