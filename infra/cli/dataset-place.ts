import { resolve } from 'node:path'
import type { ApiOption } from './api-address.ts'

/** Where a command looks for a dataset: below a folder, or with `api` in a deployed stack. */
export interface DatasetPlace {
  api?: ApiOption | undefined
  out: string
}

/** Whether a deployed stack is to be asked: a name with a separator, or that begins with a dot, is a folder here in any case. */
export const isDeployed = (meant: string | undefined, api: ApiOption | undefined): api is ApiOption =>
  api !== undefined && !/[/\\]|^\./.test(meant ?? '')

/**
 * What a command on a dataset of this machine is to look at: what was meant, or with `api` the folder below `out` into which it was
 * pulled, whole. Throws `InputError` where there is no such dataset.
 */
export async function hereOrPulled(meant: string | undefined, { api, out }: DatasetPlace): Promise<string | undefined> {
  if (!isDeployed(meant, api)) return meant
  // What signs requests is loaded by who asks a deployed stack alone.
  const { fromApi } = await import('./api-dataset.ts')
  return (await fromApi(meant, api, (name) => resolve(out, name))).folder
}
