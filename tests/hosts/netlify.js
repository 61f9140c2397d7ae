// The rules of Netlify's own redirector, asked for each address on standard input: [rules, addresses] in, answers out.
const redirector = require(`${process.argv[2]}/netlify-redirector`);
const [rules, addresses] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
redirector.parsePlain(rules, {}).then(matcher => {
  const found = addresses.map(path => matcher.match({
    scheme: 'https', host: 'careers.example', path, query: '', headers: {}, cookieValues: {},
    getHeader: () => '', getCookie: () => '',
  }));
  console.log(JSON.stringify(found.map(one => one && [one.status, one.to, one.force])));
});
