/**
 * What was asked of a run cannot be done, for a reason that a person can mend.
 * `invalid`: the request is wrong; `not-found`: there is no such run; `conflict`: not in the state that the run is in.
 */
export class RunError extends Error {
  override readonly name = 'RunError'
  readonly kind: 'invalid' | 'not-found' | 'conflict'
  /** Where in the request, for example `count`. */
  readonly path: string | undefined

  constructor(kind: RunError['kind'], message: string, path?: string) {
    super(message)
    this.kind = kind
    this.path = path
  }
}
