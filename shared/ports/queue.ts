export interface Outgoing<Message> {
  body: Message
  /** Whole seconds until it can be received, 0 to 900 (the limit of SQS). */
  delaySeconds?: number
}

/**
 * A queue that delivers each message at least once, in any order, now and then late or, rarely, never.
 */
export interface Queue<Message> {
  /** Resolves when every message was taken; those that the service refused are sent again first. Throws if it keeps refusing. */
  send(messages: readonly Outgoing<Message>[]): Promise<void>
}
