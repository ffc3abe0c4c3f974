<%@ page contentType="text/html;charset=UTF-8" %>
<!DOCTYPE html>
<title>Books</title>
<h1>Ask the librarian</h1><b>${status}</b> <i>${error}</i>
