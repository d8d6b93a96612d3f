// node dev.mjs port: builds the app for development, serves it, and does both
// again whenever a source changes. A page that is open reloads itself.
import { spawn } from 'node:child_process'
import { readFileSync, watch } from 'node:fs'
import { createServer } from 'node:http'
import sirv from 'sirv'
import { HEADERS, HOST } from '../server.mjs'

const FOLDER = 'target/dev'
const SOURCES = ['src', 'style', 'locales', 'data', 'build', 'exports', 'index.html', 'Cargo.toml']
/** How long to wait for the rest of what an editor writes, in ms. */
const SETTLE = 100

const port = Number(process.argv[2])
/** The pages that are open and wait for a change. */
const waiting = new Set()
/** When the change was seen that the pages are about to show. */
let changed = null

function build() {
  return new Promise((done) => {
    const child = spawn('bash', ['scripts/lib/build-dev.sh', FOLDER], { stdio: 'inherit' })
    child.on('exit', (code) => done(code === 0))
  })
}

function pageWithReload() {
  const page = readFileSync(`${FOLDER}/index.html`, 'utf8')
  return page.replace('</head>', '  <script type="module" src="./reload.js"></script>\n</head>')
}

const RELOAD = "new EventSource('./changes').onmessage = () => location.reload()\n"

function start() {
  const send = sirv(FOLDER, { dev: true })
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    const { pathname } = new URL(request.url, 'http://localhost')
    if (pathname === '/' || pathname === '/index.html') {
      response.setHeader('Content-Type', 'text/html')
      response.end(pageWithReload())
    } else if (pathname === '/reload.js') {
      response.setHeader('Content-Type', 'text/javascript')
      response.end(RELOAD)
    } else if (pathname === '/changes') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('\n')
      waiting.add(response)
      request.on('close', () => waiting.delete(response))
    } else {
      if (pathname === '/exready_bg.wasm' && changed !== null) {
        const since = changed
        changed = null
        response.on('finish', () => {
          console.log(`In the browser ${((Date.now() - since) / 1000).toFixed(1)} s after the change.`)
        })
      }
      send(request, response, () => {
        response.writeHead(404, { 'Content-Type': 'text/plain' })
        response.end('There is no such file here.\n')
      })
    }
  })
  server.listen(port, HOST, () => console.log(`Exready is served on http://${HOST}:${port} (Ctrl C ends it)`))
}

let isBuilding = false
let seen = null

async function rebuild() {
  if (isBuilding) return
  isBuilding = true
  while (seen !== null) {
    const since = seen
    seen = null
    if (await build()) {
      changed = since
      for (const page of waiting) page.write('data: changed\n\n')
    }
  }
  isBuilding = false
}

if (!(await build())) process.exit(1)
start()
for (const source of SOURCES) {
  watch(source, { recursive: true }, () => {
    seen ??= Date.now()
    setTimeout(rebuild, SETTLE)
  })
}
