import { access, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiOption } from './api-address.ts'
import { isDeployed } from './dataset-place.ts'
import { type Found, findDataset } from './datasets.ts'
import { EXIT, InputError } from './exit.ts'
import { openInBrowser } from './open-in-browser.ts'

export interface ViewOptions {
  out: string
  /** A deployed API in place of the folder. */
  api?: ApiOption
  /** False with --no-open. */
  open: boolean
}

/** `fabula view`: shows the report of a dataset. The path goes to stdout; without a browser that is all. */
export async function view(meant: string | undefined, { out, api, open }: ViewOptions): Promise<number> {
  const { folder, manifest } = isDeployed(meant, api) ? await reportOf(meant, api) : await findDataset(meant, out)
  const path = join(folder, 'report.html')
  try {
    await access(path)
  } catch (cause) {
    throw new InputError(`${folder} has no report.html: it was made by a version of fabula that wrote none`, { cause })
  }
  process.stdout.write(`${path}\n`)
  if (open) process.stderr.write(`${await openInBrowser(path, `The report of ${manifest.name}`)}\n`)
  return EXIT.complete
}

/** Of a dataset in AWS the report alone, in a folder of its own: the dataset may be large. */
async function reportOf(meant: string | undefined, api: ApiOption): Promise<Found> {
  const { fromApi } = await import('./api-dataset.ts')
  const folder = await mkdtemp(join(tmpdir(), 'fabula-report-'))
  const pulled = await fromApi(meant, api, () => folder, ['report.html'])
  return { folder: pulled.folder, manifest: pulled.dataset.manifest }
}
