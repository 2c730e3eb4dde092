// Draws the table of levels, and shows the result once a running back-test is done.
const matrix = document.getElementById('matrix');
if (matrix) {
  const levels = [...matrix.tHead.rows[0].cells].slice(1).map(c => c.textContent.trim());
  const counts = [...matrix.tBodies[0].rows].map(row => [...row.cells].slice(1).map(c => Number(c.textContent)));
  const sum = numbers => numbers.reduce((a, b) => a + b, 0);
  new window.Chart(document.getElementById('chart'), {
    type: 'bar',
    data: {
      labels: levels,
      datasets: [
        { label: 'before', data: counts.map(sum), backgroundColor: '#9db4c9' },
        { label: 'after', data: levels.map((_, i) => sum(counts.map(row => row[i]))), backgroundColor: '#1f4e79' },
      ],
    },
    options: { animation: false, scales: { y: { beginAtZero: true, title: { display: true, text: 'decisions' } } } },
  });
}

document.body.addEventListener('htmx:afterSwap', () => {
  if (document.getElementById('progress').dataset.running === 'false') {
    location.reload();
  }
});
