// Puts the text of a chosen file where it is sent from.
document.getElementById('file').addEventListener('change', async event => {
  const [file] = event.target.files;
  if (file) {
    document.getElementById('csv').value = await file.text();
  }
});
