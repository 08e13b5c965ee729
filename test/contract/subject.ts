/** Something that is to keep a contract, made new for each case. */
export interface Subject<Port> {
  name: string
  /** Why it cannot be tried here. */
  missing?: string
  open(): Promise<Port & AsyncDisposable>
}

/** Where an emulated account listens, such as ministack: tried beside the others where it is given. */
export const ENDPOINT = process.env['FABULA_CONTRACT_ENDPOINT']
export const NO_ENDPOINT = 'FABULA_CONTRACT_ENDPOINT is not set: give the URL of an emulated account to try it, too'
