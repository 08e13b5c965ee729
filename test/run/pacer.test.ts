import { describe, expect, it } from 'vitest'
import { Pacer } from '../../shared/run/pacer.ts'
import { MemoryStore } from '../ports/memory-store.ts'
import { bucket, dice, type Endpoint, Fleet, type FleetOptions, throttled, through } from './fleet.ts'

/** Simulated seconds. */
async function fleetAfter(
  seconds: number,
  options: Partial<FleetOptions> & Pick<FleetOptions, 'endpoint'>,
): Promise<Fleet> {
  const fleet = new Fleet({ workers: () => 64, latency: 200, ...options })
  await fleet.run(seconds)
  return fleet
}

/** Throttles such a share of calls by chance, whatever their rate. */
const moody = (share: number, endpoint: Endpoint): Endpoint => {
  const chance = dice(5)
  return (now) => (chance() < share ? throttled() : endpoint(now))
}

describe('a fleet of workers that share nothing but a store', () => {
  it.each([
    [24, 200],
    [64, 200],
    [64, 600],
  ])('finds a hidden limit: %i workers, %i ms a call', async (workers, latency) => {
    const fleet = await fleetAfter(120, { workers: () => workers, latency, endpoint: bucket(() => 20) })

    const { perSecond, throttled: share } = fleet.between(30, 120)
    expect(perSecond).toBeGreaterThan(18)
    expect(share).toBeLessThan(0.05)
  })

  it('finds it where one worker holds all invocations, as on Managed Instances', async () => {
    const fleet = await fleetAfter(120, { workers: () => 1, seats: 64, endpoint: bucket(() => 20) })

    const { perSecond, throttled: share } = fleet.between(30, 120)
    expect(perSecond).toBeGreaterThan(18)
    expect(share).toBeLessThan(0.05)
  })

  it('costs nothing where there is none: one read a worker, no write, and no call waits', async () => {
    const fleet = await fleetAfter(30, { endpoint: () => through })

    expect(fleet.requests).toEqual({ reads: 64, swaps: 0, conflicts: 0 })
    // 64 seats, each 200 ms a call and 40 ms beside it.
    expect(fleet.between(1, 30).perSecond).toBeGreaterThan((64 / 0.24) * 0.98)
  })

  it('follows a limit that falls, and one that rises', async () => {
    const fleet = await fleetAfter(420, { endpoint: bucket((now) => (now < 120_000 ? 60 : now < 240_000 ? 15 : 45)) })

    const [before, fallen, risen] = [fleet.between(60, 120), fleet.between(180, 240), fleet.between(360, 420)]
    expect(before.perSecond).toBeGreaterThan(54)
    expect(fallen.perSecond).toBeGreaterThan(13)
    expect(fallen.throttled).toBeLessThan(0.1)
    expect(risen.perSecond).toBeGreaterThan(40)
  })

  it('shares it again where workers come and go', async () => {
    const workers = (second: number) => (second < 120 ? 64 : second < 300 ? 16 : 64)
    const fleet = await fleetAfter(400, { workers, endpoint: bucket(() => 20) })

    expect(fleet.between(260, 300).perSecond).toBeGreaterThan(16)
    expect(fleet.between(360, 400).perSecond).toBeGreaterThan(18)
    expect(fleet.between(360, 400).throttled).toBeLessThan(0.06)
  })

  it('does not slow down for what slowness does not help', async () => {
    const fleet = await fleetAfter(300, { workers: () => 16, endpoint: moody(0.3, () => through) })

    const quick = fleet.between(0, 30).perSecond
    expect(fleet.between(30, 300).perSecond).toBeGreaterThan(quick * 0.7)
  })

  it('goes back to asking as fast as it can once nobody is throttled any more', async () => {
    const fleet = await fleetAfter(420, { workers: () => 16, endpoint: bucket((now) => (now < 60_000 ? 20 : 10_000)) })

    const { requests } = fleet
    const before = { ...requests }
    await fleet.run(60)
    expect(fleet.between(420, 480).perSecond).toBeGreaterThan((16 / 0.24) * 0.95)
    expect(requests).toEqual(before)
  })

  it('tells less often where reports collide, so that many workers are no crowd', async () => {
    const fleet = await fleetAfter(60, { workers: () => 500, endpoint: bucket(() => 60), latency: 300 })

    expect(fleet.requests.swaps / 60).toBeLessThan(30)
  })
})

describe('one worker', () => {
  const aPacer = (store = new MemoryStore()) => {
    const world = { now: 1_000_000, slept: [] as number[] }
    const pacer = new Pacer({
      store,
      clock: { now: () => world.now },
      endpoint: 'http://here/v1',
      sleep: async (milliseconds) => {
        world.slept.push(milliseconds)
        world.now += milliseconds
      },
      random: () => 0.5,
    })
    return { pacer, world, store }
  }

  it('asks nothing of a model before the time that the endpoint named, and of others at once', async () => {
    const { pacer, world } = aPacer()
    await pacer.next('m', 30_000)
    pacer.heard('m', throttled(12))
    const began = world.now

    const other = await pacer.next('n', 30_000)
    const elsewhere = world.now - began
    const same = await pacer.next('m', 30_000)

    expect([other, same]).toEqual(['now', 'now'])
    expect(elsewhere).toBeLessThan(12_000)
    expect(world.now - began).toBe(12_000)
  })

  it('says so at once where that is too long to wait for', async () => {
    const { pacer, world } = aPacer()
    await pacer.next('m', 30_000)
    const began = world.now
    pacer.heard('m', throttled(3_600))

    expect(await pacer.next('m', 30_000)).toEqual({ later: 3_600, isAsked: true })
    expect(world.now).toBe(began)
  })

  it('obeys an answer that says it was the last for a while', async () => {
    const { pacer, world } = aPacer()
    await pacer.next('m', 30_000)
    pacer.heard('m', { ...through, retryAfterSeconds: 2 })
    const began = world.now

    await pacer.next('m', 30_000)

    expect(world.now - began).toBe(2_000)
  })

  it('goes on where the store fails, or holds what it cannot read', async () => {
    const [broken, garbled] = [new MemoryStore(), new MemoryStore()]
    broken.read = async () => {
      throw new Error('503')
    }
    garbled.read = async () => ({ body: new TextEncoder().encode('{'), etag: 'e' })

    expect(await aPacer(broken).pacer.next('m', 30_000)).toBe('now')
    expect(await aPacer(garbled).pacer.next('m', 30_000)).toBe('now')
  })

  it('leaves nothing under way when its invocation ends, nor waits long for it', async () => {
    const stuck = new MemoryStore()
    stuck.read = () => new Promise(() => {})
    const { pacer, world } = aPacer(stuck)
    const began = world.now

    expect(await pacer.seat(() => pacer.next('m', 30_000))).toBe('now')
    expect(world.now - began).toBeLessThan(5_000)
  })
})
