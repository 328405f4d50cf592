/** The page on which people delete their account without the app. It calls our own API, and stores nothing. */
export const deletionPage =
  (): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>Delete your YouBet account</title></head><body>
<h1>Delete your YouBet account</h1>
<p>Your account, profile, posts, comments, messages, pictures and settings are erased. Nobody sees you from now on, and every device is signed out.
The record of picks and their results stays, without your name. A ban stays with your address until it ends. Backups are gone within 35 days.</p>
<form id="ask"><label>E-mail address or phone number <input id="address" required></label> <button>Send a code</button></form>
<form id="prove" hidden><label>Code <input id="code" inputmode="numeric" required></label>
<p><label><input type="radio" name="when" value="after-grace" checked> In 14 days. Sign in before then to keep the account.</label><br>
<label><input type="radio" name="when" value="at-once"> At once. Nobody can undo it.</label></p><button>Delete my account</button></form>
<p id="said" role="status"></p>
<script>
const of = (id) => document.getElementById(id);
const say = (text) => { of('said').textContent = text; };
const post = async (path, body) => {
  const reply = await fetch('../api/v1/auth/' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const read = await reply.json();
  if (!reply.ok) throw new Error(read.error.message);
  return read.data;
};
let attemptToken;
const named = () => { const address = of('address').value.trim(); return { channel: address.includes('@') ? 'email' : 'sms', address }; };
of('ask').onsubmit = async (event) => {
  event.preventDefault();
  try { ({ attemptToken } = await post('otp/send', named())); of('prove').hidden = false; say('A code is on its way.'); } catch (error) { say(error.message); }
};
of('prove').onsubmit = async (event) => {
  event.preventDefault();
  const when = document.querySelector('input[name=when]:checked').value;
  try { const { erasesAt } = await post('deletion', { ...named(), attemptToken, code: of('code').value.trim(), when }); of('prove').hidden = true; say('Your account is hidden. It is erased from ' + erasesAt + ' on.'); } catch (error) { say(error.message); }
};
</script></body></html>`;
