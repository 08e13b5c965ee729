import type { Outgoing, Queue } from '../../shared/ports/queue.ts'

/** Keeps what was sent, in order; nothing is delivered unless the test takes it. */
export class MemoryQueue<Message> implements Queue<Message> {
  sent: Outgoing<Message>[] = []

  async send(messages: readonly Outgoing<Message>[]): Promise<void> {
    this.sent.push(...messages.map((message) => structuredClone(message)))
  }

  /** Takes everything out. */
  take(): Message[] {
    const bodies = this.sent.map(({ body }) => body)
    this.sent = []
    return bodies
  }
}
