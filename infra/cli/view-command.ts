import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { findDataset } from './datasets.ts'
import { EXIT, InputError } from './exit.ts'
import { openInBrowser } from './open-in-browser.ts'

export interface ViewOptions {
  out: string
  /** False with --no-open. */
  open: boolean
}

/** `fabula view`: shows the report of a dataset. The path goes to stdout; without a browser that is all. */
export async function view(meant: string | undefined, { out, open }: ViewOptions): Promise<number> {
  const { folder, manifest } = await findDataset(meant, out)
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
