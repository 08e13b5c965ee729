import { expect, it, vi } from 'vitest'
import { World } from './world.ts'

it('an ordinary sample is two PUTs of its own object, and nothing is read or listed for it', async () => {
  const world = new World()
  const read = vi.spyOn(world.store, 'read')
  const list = vi.spyOn(world.store, 'list')
  const asked: { reads: number; lists: number; writes: string[] }[] = []
  const deliver = world.deliver.bind(world)
  world.deliver = async (delivery) => {
    const before = { reads: read.mock.calls.length, lists: list.mock.calls.length, writes: world.store.writes.length }
    await deliver(delivery)
    if (delivery.to !== 'samples') return
    asked.push({
      reads: read.mock.calls.length - before.reads,
      lists: list.mock.calls.length - before.lists,
      writes: world.store.writes.slice(before.writes),
    })
  }

  await world.start({ count: 10 })
  await world.settle()

  // The first of a worker reads what all of them share.
  const [, ...ordinary] = asked
  expect(ordinary).toHaveLength(9)
  for (const { reads, lists, writes } of ordinary) {
    expect({ reads, lists, writes: writes.length, objects: new Set(writes).size }).toEqual({
      ...{ reads: 0, lists: 0, writes: 2, objects: 1 },
    })
  }
})
