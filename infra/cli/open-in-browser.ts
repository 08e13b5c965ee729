import { once } from 'node:events'

/** How long an opener may take to say that it cannot. Those that can may live as long as the browser. */
const PATIENCE = 1_500

/** Opens a file in whatever browser there is, and says what came of it. Never throws: the file is there all the same. */
export async function openInBrowser(path: string, what: string): Promise<string> {
  const { platform, env } = process
  const hasScreen =
    platform === 'darwin' || platform === 'win32' || env['DISPLAY'] || env['WAYLAND_DISPLAY'] || env['WSL_DISTRO_NAME']
  if (!hasScreen)
    return 'There is no screen here to open it on: copy the file to where there is one. It needs nothing else.'
  try {
    const { default: open } = await import('open')
    const opener = await open(path)
    const failed = await Promise.race([
      once(opener, 'error').then(() => true),
      once(opener, 'exit').then(([code]) => code !== 0 && code !== null),
      new Promise<false>((resolve) => setTimeout(resolve, PATIENCE, false).unref()),
    ])
    return failed ? 'No browser could be opened: open the file yourself.' : `${what} is open in your browser.`
  } catch {
    return 'No browser could be opened: open the file yourself.'
  }
}
