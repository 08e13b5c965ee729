/** Between `LocalFunction` and the worker that holds the function's bundle. Events and answers travel as JSON, as in Lambda. */
export interface Bundle {
  /** Of the module that exports the handler. */
  file: string
  /** Name of the export. */
  handler: string
  name: string
  memoryMb: number
  region: string
}

export interface Invoke {
  id: string
  event: string
  /** Milliseconds since 1970. */
  deadline: number
}

export type Invoked = { id: string; answer: string } | { id: string; error: string }
