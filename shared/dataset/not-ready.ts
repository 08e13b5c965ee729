/** Something that must be there first is not: the message is to be delivered again later. */
export class NotReady extends Error {
  override readonly name = 'NotReady'
  readonly retryable = true
}
