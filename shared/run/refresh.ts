/** What a run was scheduled for, and what its dataset has to be to become the latest. Written into run.json: later changes of the configuration change nothing of it. */
export interface Refresh {
  /** Of the refresh, in the configuration of the stack. */
  name: string
  /** `grow`: the dataset begins with the rows of the latest version. */
  mode: 'replace' | 'grow'
  /** Versions of this refresh that are kept, and as many that were refused; all where it is absent. */
  keep?: number
  publish: PublishBounds
}

/** Below one of them, a version is written and does not become the latest. Shares are from 0 to 1. */
export interface PublishBounds {
  /** Rows, of those asked for. */
  minShareOfAsked: number
  /** Rows, of those of the latest version. */
  minShareOfLast: number
  /** Samples that met every required check at the first try of every stage. */
  minAdherence?: number
  /** Runs of three words that differ, over the texts that are measured. */
  minDistinct?: number
}
