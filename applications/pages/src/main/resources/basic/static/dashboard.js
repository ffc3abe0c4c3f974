fetch("/api/me");
