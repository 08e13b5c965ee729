import type { Collections } from '../../draw/collections.ts'
import type { Key, Store } from '../../ports/store.ts'
import { asks } from '../../run/asking.ts'
import { keys } from '../../run/keys.ts'
import type { Run } from '../../run/run.ts'
import { fromBytes } from '../../run/stored-json.ts'
import type { Manifest, PublishedFile } from '../block.ts'
import type { CostReport } from '../cost-report.ts'
import type { TallyState } from '../measures/tally.ts'
import type { Sink } from '../pass.ts'
import type { Column } from '../row.ts'
import { putFile } from '../shard.ts'
import type { Sums } from '../sums.ts'
import { packed } from './packed.ts'
import { ShownSamples, type ShownState } from './records.ts'

export interface InspectionState {
  tally: TallyState
  shown: ShownState
}

/** Looks at every sample as it goes by, and at the end writes what it saw: `measures.json` and `report.html`. */
export interface Inspection {
  sink: Sink
  /** What it saw, as JSON; and what others of the same run and version saw, which goes by as if it had seen it itself. */
  state(): InspectionState
  take(state: InspectionState): void
  /** Into the folder of key `at`. */
  publish(at: Key, cost: CostReport, manifest: Omit<Manifest, 'files'>): Promise<PublishedFile[]>
}

export async function openInspection(
  run: Run,
  store: Store,
  columns: readonly Column[],
  { outcomes }: Pick<Sums, 'outcomes'>,
  { report: isDrawn = true }: { report?: boolean } = {},
): Promise<Inspection> {
  const { recipe, seed } = run
  const samples = outcomes.accepted.specs + outcomes.rejected.specs + outcomes.failed.specs
  // Loaded by who publishes alone: most messages of the function compact a block.
  const { Tally } = await import('../measures/tally.ts')
  // Without a sample nothing was drawn from them, and a look that was late may yet write them: the bytes would be others next time.
  const collections = samples === 0 ? {} : await collectionsOf(run, store)
  const tally = new Tally({ recipe, seed, collections, columns, samples })
  const shown = new ShownSamples()
  return {
    sink: {
      take: ({ sample, rows }) => {
        const kept = rows.filter((row) => row.kept)
        tally.add(sample, kept)
        shown.add(sample, kept)
      },
      close: async () => [],
    },
    state: () => ({ tally: tally.state(), shown: shown.state() }),
    take: (state) => {
      tally.take(state.tally)
      shown.take(state.shown)
    },
    publish: async (at, cost, manifest) => {
      const put = (path: string, format: 'json' | 'html', text: string) =>
        putFile(store, at, { path, format, rows: 0, body: new TextEncoder().encode(text) })
      const measures = await tally.measures()
      const files = [await put('measures.json', 'json', `${JSON.stringify(measures, undefined, 1)}\n`)]
      // The values that the model made up are part of what the samples were made of.
      if (Object.keys(collections).length > 0) {
        files.push(await put('collections.json', 'json', `${JSON.stringify(collections, undefined, 1)}\n`))
      }
      if (!isDrawn) return files
      // What draws is large, and no other message of the function needs it.
      const { reportPage } = await import('./page.ts')
      const page = reportPage({ manifest, cost, measures, samples: await packed(shown) })
      return [...files, await put('report.html', 'html', page)]
    },
  }
}

/** What the model wrote to draw from; nothing where it was asked for nothing, or wrote nothing. */
async function collectionsOf({ id, recipe }: Run, store: Store): Promise<Collections> {
  if (asks(recipe).length === 0) return {}
  const stored = await store.read(keys.collections(id))
  return stored === undefined ? {} : fromBytes<Collections>(stored.body)
}
