import pLimit from 'p-limit'
import type { Store } from '../ports/store.ts'
import { RunError } from '../run/errors.ts'
import { keys } from '../run/keys.ts'
import type { Refresh } from '../run/refresh.ts'
import type { Manifest } from './block.ts'
import { readLatest, readManifest } from './catalog.ts'
import { compareVersions } from './latest.ts'
import { removeVersion } from './removal.ts'

type Known = Pick<Manifest, 'version' | 'run' | 'startedAt' | 'refresh'>

const SIDE_BY_SIDE = 32

/**
 * The versions that a refresh has no use for any more: its own, beyond the newest `keep` that were published and as many that were
 * refused; never the latest, and never what somebody made by hand. Pure.
 */
export function versionsToRemove(
  versions: readonly Known[],
  { name, keep }: Pick<Refresh, 'name' | 'keep'>,
  latest: string | undefined,
): string[] {
  if (keep === undefined) return []
  const own = versions
    .filter(({ refresh }) => refresh?.name === name)
    .map(({ version, run, startedAt, refresh }) => ({
      ...{ version, run, createdAt: Date.parse(startedAt) },
      isRefused: (refresh?.refused.length ?? 0) > 0,
    }))
    .sort((a, b) => compareVersions(b, a))
  const beyond = [false, true].flatMap((refused) => own.filter(({ isRefused }) => isRefused === refused).slice(keep))
  return beyond.map(({ version }) => version).filter((version) => version !== latest)
}

/** Removes them. Says which. */
export async function removeOld(dataset: string, refresh: Refresh, store: Store): Promise<string[]> {
  if (refresh.keep === undefined) return []
  const folders = await store.folders(keys.versionsPrefix(dataset))
  const manifests = await pLimit(SIDE_BY_SIDE).map(folders, (version) => readManifest(dataset, version, store))
  const known = manifests.filter((manifest) => manifest !== undefined)
  const latest = await readLatest(dataset, store)
  const removed = versionsToRemove(known, refresh, latest?.version)
  for (const version of removed) {
    try {
      await removeVersion(dataset, version, {}, store)
    } catch (error) {
      // It became the latest in this moment, or somebody else removed it.
      if (!(error instanceof RunError)) throw error
    }
  }
  return removed
}
