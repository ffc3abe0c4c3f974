// Sends a request with a client that honours Retry-After by itself.
// node retry.js <url>: prints the status, the answer, and how long it took.
import ky from 'ky';

const started = Date.now();
const response = await ky.post(process.argv[2], {
  json: { text: 'clear and useful' },
  retry: { limit: 5, methods: ['post'], statusCodes: [429, 503], afterStatusCodes: [429, 503] },
});
console.log(response.status, Date.now() - started, await response.text());
