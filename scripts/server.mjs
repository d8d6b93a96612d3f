// node server.mjs folder [port]: serves a built app on this machine only.
// Also a module: serve(folder, port) gives the running node:http server.
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'

export const HOST = '127.0.0.1'

/** What a public server of the app should send as well. */
export const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
}

/** Resolves once it listens; port 0 takes a free one. */
export function serve(folder, port = 8080) {
  const send = sirv(folder, { brotli: true, gzip: true, etag: true, single: false })
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    send(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' })
      response.end('There is no such file here.\n')
    })
  })
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, HOST, () => listening(server))
  })
}

async function main([folder, port = '8080']) {
  if (!folder || !/^\d+$/.test(port) || Number(port) > 65535) {
    throw new Error('usage: node scripts/server.mjs folder [port]')
  }
  if (!existsSync(resolve(folder, 'index.html'))) {
    throw new Error(`There is no app in ${folder}/: run scripts/build first.`)
  }
  const server = await serve(folder, Number(port)).catch((error) => {
    if (error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use by another program; take a different one: scripts/serve --port N`)
    }
    if (error.code === 'EACCES') {
      throw new Error(`Port ${port} is reserved for the system; take one above 1023: scripts/serve --port N`)
    }
    throw error
  })
  console.log(`Exready is served on http://${HOST}:${server.address().port} (Ctrl C ends it)`)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
